package io.github.coconut4j.cli.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A configuration by its name: the file itself or, where there is none, the one that lies so in the program's own folder. */
public final class ConfigPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String name) {
        Path file = Path.of(name);
        Path own = Path.of(System.getProperty("coconut.home", ".")).resolve(file);
        return !Files.exists(file) && Files.isRegularFile(own) ? own : file;
    }
}
