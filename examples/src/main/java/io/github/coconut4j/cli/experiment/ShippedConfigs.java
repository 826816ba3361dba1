package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.tuning.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configurations that come with the program.
 *
 * @param folder they lie in
 */
public record ShippedConfigs(Path folder) {
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
        String plain = plain(InputFiles.path(name));
        return files().stream()
                .filter(file -> plain(file).equals(plain))
                .findFirst()
                .orElseThrow(() -> new UserException("There is no configuration %s in %s; there are %s."
                        .formatted(
                                plain,
                                folder,
                                experiments().stream()
                                        .map(ShippedConfigs::plain)
                                        .collect(Collectors.joining(", ")))));
    }

    /** The files of those that are experiments, and no sweeps. */
    public List<Path> experiments() {
        return files().stream().filter(file -> !Sweep.isSweep(file)).toList();
    }

    /** In the folder and the folders in it, but for what is expected of them. */
    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(file -> !file.getParent().endsWith(Expected.FOLDER))
                    .sorted(Comparator.comparing(ShippedConfigs::plain))
                    .toList();
        } catch (IOException e) {
            throw new UserException("There is no folder %s with configurations.".formatted(folder), e);
        }
    }

    private static String plain(Path file) {
        String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
