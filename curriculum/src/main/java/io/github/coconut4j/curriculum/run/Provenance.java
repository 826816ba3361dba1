package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.internal.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a run comes from, {@code provenance.json}: with {@code config.yaml} beside it, all that is needed to do it again.
 *
 * @param coconut4j version of this project and the commit it was built from, or {@code unknown}
 * @param java version of the JVM
 * @param nd4j backend of the arrays and its version, which may be {@code unknown}
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

    private static final String UNKNOWN = "unknown";

    public Provenance {
        data = Map.copyOf(data);
        weights = Map.copyOf(weights);
    }

    /**
     * {@return the provenance of a run that starts now, here}
     *
     * @param seed of the experiment
     * @param data fingerprints of the data by their part
     * @param parent folder the model began with; empty if from scratch
     * @param weights see {@link #hashes}
     */
    public static Provenance now(long seed, Map<String, String> data, String parent, Map<String, String> weights) {
        return new Provenance(
                version("io.github.coconut4j", "curriculum")
                        + commit().map(commit -> ", commit " + commit).orElse(""),
                System.getProperty("java.version"),
                Nd4j.getBackend().getClass().getSimpleName() + " " + version("org.nd4j", "nd4j-api"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                seed,
                data,
                parent,
                weights,
                Instant.now().toString());
    }

    /** What the build wrote into the jar's manifest; the launcher tells the build. */
    private static Optional<String> commit() {
        try {
            return Provenance.class.getResource("Provenance.class").openConnection() instanceof JarURLConnection jar
                    ? Optional.ofNullable(jar.getManifest().getMainAttributes().getValue("Commit"))
                            .filter(commit -> !commit.equals(UNKNOWN))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** What Maven wrote into the artifact's jar; unknown where its classes lie in a folder. */
    private static String version(String group, String artifact) {
        String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (InputStream in = Provenance.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    /**
     * {@return what is written down of files: {@code sha256:…} by name}
     *
     * @param files that exist
     * @throws io.github.coconut4j.curriculum.CurriculumException if one cannot be read
     */
    public static Map<String, String> hashes(List<Path> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString(), file -> "sha256:" + FileTree.sha256(file)));
    }
}
