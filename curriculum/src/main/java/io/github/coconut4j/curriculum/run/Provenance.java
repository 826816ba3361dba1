package io.github.coconut4j.curriculum.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
 * @param parent folder the model began with, or empty
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
        String started) {

    /** Copies the map. */
    public Provenance {
        data = Map.copyOf(data);
    }

    /** The provenance of a run that starts now, here. */
    public static Provenance now(long seed, Map<String, String> data, String parent) {
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
                Instant.now().toString());
    }
}
