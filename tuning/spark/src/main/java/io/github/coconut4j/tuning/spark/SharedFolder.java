package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.tuning.spark.cluster.ThisMachine;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder that all machines must see. The driver puts a mark into it that executors look for before they train, so that no
 * run is written where nobody will find it.
 *
 * @param mark absolute path of the mark
 * @param token that stands in it
 */
record SharedFolder(String mark, String token) implements Serializable, AutoCloseable {
    private static final long serialVersionUID = 1L;

    /** @throws CurriculumException if the folder cannot be written */
    static SharedFolder mark(Path folder) {
        String token = UUID.randomUUID().toString();
        Path mark = folder.resolve(".spark-" + token);
        try {
            Files.createDirectories(folder);
            Files.writeString(mark, token);
        } catch (IOException e) {
            throw new CurriculumException("Could not write " + mark + ": " + InputFiles.reason(e) + ".", e);
        }
        return new SharedFolder(mark.toString(), token);
    }

    /** What is wrong on this machine, a sentence for the user; empty if the folder is the driver's. */
    Optional<String> problem() {
        try {
            if (Files.readString(Path.of(mark)).equals(token)) {
                return Optional.empty();
            }
        } catch (IOException absent) {
            // not shared, as the sentence says
        }
        return Optional.of("The worker on " + ThisMachine.name() + " does not see "
                + Path.of(mark).getParent()
                + "; choose with --out a folder that all machines have under the same path.");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(Path.of(mark));
        } catch (IOException e) {
            throw new CurriculumException("Could not delete " + mark + ": " + InputFiles.reason(e) + ".", e);
        }
    }
}
