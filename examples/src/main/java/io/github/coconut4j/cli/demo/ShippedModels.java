package io.github.coconut4j.cli.demo;

import io.github.coconut4j.cli.arguments.UserException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The trained models that come with the program: the quickstart's Coconut and its controls.
 *
 * @param folder they lie in, one folder each
 */
public record ShippedModels(Path folder) {
    /** The model that thinks. */
    public static final String COCONUT = "coconut";
    /** The control that writes its steps. */
    public static final String COT = "cot";
    /** The control that has pauses in the places of thoughts. */
    public static final String PAUSE = "pause_as_thought";

    /** Those of the program's own folder, which the launcher knows. */
    public static ShippedModels standard() {
        return new ShippedModels(Path.of(System.getProperty("coconut.home", "."), "examples", "models"));
    }

    /**
     * One of them.
     *
     * @throws UserException if it is not there
     */
    public Path model(String name) {
        Path model = folder.resolve(name);
        if (!Files.isDirectory(model)) {
            throw new UserException("The model %s that comes with the program is missing: there is no folder %s."
                    .formatted(name, model));
        }
        return model;
    }
}
