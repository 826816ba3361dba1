package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.tuning.Sweep;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * @param folders they lie in; of two with the same name that of the first is taken
 */
public record ShippedConfigs(List<Path> folders) {
    private static final String ENDING = ".yaml";

    public ShippedConfigs {
        folders = List.copyOf(folders);
    }

    /** Those of the folder it is started in, and of the program's own folder, which the launcher knows. */
    static ShippedConfigs standard() {
        return new ShippedConfigs(
                Stream.of(Path.of("configs"), Path.of(System.getProperty("coconut.home", "."), "configs"))
                        .filter(Files::isDirectory)
                        .toList());
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
                .orElseThrow(() -> new UserException("There is no configuration %s in %s".formatted(plain, offered())));
    }

    /** The folders and what is in them, for a sentence's end. */
    private String offered() {
        String where = folders.isEmpty()
                ? "a folder configs, here or beside the program"
                : folders.stream().map(Path::toString).distinct().collect(Collectors.joining(" and "));
        String names =
                experiments().stream().map(ShippedConfigs::plain).distinct().collect(Collectors.joining(", "));
        return where + (names.isEmpty() ? "; no file there ends in .yaml." : "; there are " + names + ".");
    }

    /** The files of those that are experiments, and no sweeps. */
    public List<Path> experiments() {
        return files().stream().filter(file -> !Sweep.isSweep(file)).toList();
    }

    private List<Path> files() {
        return folders.stream().flatMap(folder -> files(folder).stream()).toList();
    }

    /** In the folder and the folders in it, but for what is expected of them. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(file -> !file.getParent().endsWith(Expected.FOLDER))
                    .sorted(Comparator.comparing(ShippedConfigs::plain))
                    .toList();
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static UserException unreadable(Path folder, IOException e) {
        return new UserException(
                "The configurations in %s cannot be listed: %s.".formatted(folder, InputFiles.reason(e)), e);
    }

    private static String plain(Path file) {
        String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
