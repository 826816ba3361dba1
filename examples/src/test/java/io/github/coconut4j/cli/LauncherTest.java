package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code ./coconut} says before it can build or start anything. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "coconut");

    @TempDir
    private Path folder;

    @Test
    void aMissingJdkIsNamed() throws Exception {
        refuses(Map.of("JAVA_HOME", folder.toString()), SCRIPT, folder + ", where there is no bin/java");
    }

    @Test
    void anOldJdkIsNamed() throws Exception {
        refuses(Map.of("JAVA_HOME", jdk("openjdk version \"11.0.2\" 2019-01-15")), SCRIPT, "older than Java 17");
        refuses(Map.of("JAVA_HOME", jdk("java version \"1.8.0_292\"")), SCRIPT, "older than Java 17");
    }

    @Test
    void aBrokenJdkIsNamed() throws Exception {
        refuses(Map.of("JAVA_HOME", jdk("Segmentation fault")), SCRIPT, "does not run");
    }

    @Test
    void itIsFoundThroughSymbolicLinksInFoldersWithSpaces() throws Exception {
        Path link = Files.createDirectory(folder.resolve("a folder")).resolve("coconut");
        Files.createSymbolicLink(link, SCRIPT.toRealPath());

        refuses(Map.of("JAVA_HOME", jdk("openjdk version \"11.0.2\"")), link, "older than Java 17");
    }

    @Test
    void aSizeThatIsNoneIsRefused() throws Exception {
        refuses(Map.of("COCONUT_HEAP", "much"), SCRIPT, "not \"much\"");
    }

    @Test
    void aBackendThatIsNoneIsRefused() throws Exception {
        refuses(Map.of("COCONUT_BACKEND", "gpu"), SCRIPT, "cpu or cuda, not gpu");
    }

    /** A JDK that says this of itself. */
    private String jdk(String version) throws IOException {
        Path home = Files.createTempDirectory(folder, "jdk");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home.toString();
    }

    private static void refuses(Map<String, String> environment, Path script, String sentence) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), "--version");
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).startsWith("coconut: ").contains(sentence).hasLineCount(1);
        assertThat(process.exitValue()).isEqualTo(ExitCode.USER);
    }
}
