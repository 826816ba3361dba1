package io.github.coconut4j.curriculum.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a run comes from, {@code provenance.json}: with {@code config.yaml} beside it, all that is needed to do it again.
 *
 * @param coconut4j version of this project
 * @param java version of the JVM
 * @param nd4j backend of the arrays
 * @param system operating system and processors
 * @param seed of the run
 * @param data fingerprint of each part of the data
 * @param parent folder or file the model began with, or empty
 * @param weights hash of each of its files of weights, by the file's name
 * @param started when the run was first started
 */
public record Provenance(
        String coconut4j,
        String java,
        String nd4j,
        String system,
        long seed,
        Map<String, String> data,
        String parent,
        Map<String, String> weights,
        String started) {

    /** Copies the maps; runs of older versions know nothing of weights. */
    public Provenance {
        data = Map.copyOf(data);
        weights = weights == null ? Map.of() : Map.copyOf(weights);
    }

    /**
     * The provenance of a run that starts now, here.
     *
     * @param weights see {@link #hashes}
     */
    public static Provenance now(long seed, Map<String, String> data, String parent, Map<String, String> weights) {
        return new Provenance(
                Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                System.getProperty("java.version"),
                Nd4j.getBackend().getClass().getSimpleName() + " "
                        + Optional.ofNullable(Nd4j.class.getPackage().getImplementationVersion())
                                .orElse("1.0.0-M2.1"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                seed,
                data,
                parent,
                weights,
                Instant.now().toString());
    }

    /**
     * What is written down of files: {@code sha256:…} by name.
     *
     * @throws io.github.coconut4j.curriculum.CurriculumException if one cannot be read
     */
    public static Map<String, String> hashes(List<Path> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), file -> "sha256:" + FileTree.sha256(file)));
    }
}
