package io.github.coconut4j.cli;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.CudaDevices;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.IVersionProvider;

/** The versions of what computes: coconut4j, ND4J and its backend, Java. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "coconut4j " + ofArtifact("io.github.coconut4j", "examples"),
            "ND4J " + ofArtifact("org.nd4j", "nd4j-api") + " on " + backend(),
            "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor"))
        };
    }

    private static String backend() {
        try {
            CudaDevices.require();
            NativeThreads.one();
            return Nd4j.getBackend().getClass().getSimpleName();
        } catch (UserException | ModelException | LinkageError unusable) {
            return "no backend: it cannot run on this machine";
        }
    }

    /** What Maven wrote into the artifact's jar; nothing when the classes lie in a folder. */
    private static String ofArtifact(String group, String artifact) throws IOException {
        String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (InputStream in = Version.class.getResourceAsStream(resource)) {
            if (in == null) {
                return "(development)";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
