package io.github.coconut4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configurations that come with the program.
 *
 * @param folder they lie in
 */
record ShippedConfigs(Path folder) {
    private static final String ENDING = ".yaml";

    /** Those of the program's own folder, which the launcher knows, or of the folder it is started in. */
    static ShippedConfigs standard() {
        Path own = Path.of(System.getProperty("coconut.home", "."), "configs");
        Path here = Path.of("configs");
        return new ShippedConfigs(Files.isDirectory(here) ? here : own);
    }

    /**
     * The file of a configuration.
     *
     * @param name with or without folder and ending
     * @throws UserException if there is none
     */
    Path file(String name) {
        String plain = Path.of(name).getFileName().toString();
        Path file = folder.resolve(plain.endsWith(ENDING) ? plain : plain + ENDING);
        if (!Files.isRegularFile(file)) {
            throw new UserException("There is no configuration %s in %s; there are %s."
                    .formatted(plain, folder, String.join(", ", names())));
        }
        return file;
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UserException("There is no folder %s with configurations.".formatted(folder), e);
        }
    }
}
