package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher beside a folder of jars: nothing is built. Its main class is one that tells how it was started. */
@DisabledOnOs(OS.WINDOWS)
class DistributionLauncherTest {
    @TempDir
    static Path folder;

    private static Path distribution;

    @BeforeAll
    static void unpackIt() throws IOException {
        distribution = Files.createDirectories(folder.resolve("un packed"));
        Files.copy(Path.of("..", "coconut"), distribution.resolve("coconut"));
        Path source = folder.resolve("Main.java");
        Files.writeString(
                source,
                """
                package io.github.coconut4j.cli;
                class Main {
                    public static void main(String[] words) {
                        System.out.println(System.getProperty("coconut.home"));
                        System.out.println(Runtime.getRuntime().maxMemory() >> 20);
                        System.out.println(String.join("|", words));
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
                .isZero();
        Path lib = Files.createDirectory(distribution.resolve("lib"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib.resolve("any.jar")))) {
            jar.putNextEntry(new JarEntry("io/github/coconut4j/cli/Main.class"));
            Files.copy(folder.resolve("io/github/coconut4j/cli/Main.class"), jar);
        }
    }

    @Test
    void startsTheJarsThatLieBesideIt() throws Exception {
        Outcome outcome = run(Map.of("COCONUT_HEAP", "128m"), "evaluate", "a b", "*");

        assertThat(outcome.exitCode()).as(outcome.printed()).isZero();
        List<String> lines = outcome.printed().lines().toList();
        assertThat(Path.of(lines.get(0))).isEqualTo(distribution.toRealPath());
        assertThat(Integer.parseInt(lines.get(1))).isBetween(100, 128);
        assertThat(lines.get(2)).isEqualTo("evaluate|a b|*");
    }

    @Test
    void saysWhatADistributionLacks() throws Exception {
        refuses(run(Map.of("COCONUT_BACKEND", "cuda"), "demo"), "made for the CPU");
        refuses(run(Map.of(), "dist"), "a distribution already");
        refuses(run(Map.of("JAVA_HOME", folder.toString()), "demo"), "set it to a Java runtime of version 17");
    }

    /** There is no Windows here to try coconut.cmd on; that it starts Java with the same options can be read. */
    @Test
    void theScriptForWindowsGivesJavaTheSameOptions() throws IOException {
        Pattern option = Pattern.compile("-(?:Xmx|XX:\\+|Xlog:|D[a-z]+\\.[a-z.]+=)[A-Za-z:=]*");
        String windows = Files.readString(Path.of("..", "coconut.cmd"));
        List<String> options = options(Files.readString(Path.of("..", "coconut")), option);

        assertThat(options).contains("-Xmx", "-XX:+UseSerialGC", "-Dcoconut.home=");
        assertThat(options(windows, option)).containsAll(options);
        assertThat(windows.lines()).noneMatch(line -> line.length() > 8000);
    }

    /** All but what has no like there: streams that are closed, the colon in a class path, and Spark. */
    @Test
    void theScriptForWindowsRefusesWithTheSameSentencesAndCodes() throws IOException {
        String windows = Files.readString(Path.of("..", "coconut.cmd"));
        List<MatchResult> refusals = Pattern.compile("fail ([0-9]) \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(Files.readString(Path.of("..", "coconut")))
                .results()
                .filter(refusal ->
                        !refusal.group(2).matches(".*(standard output|has a colon|without Spark|COCONUT_BACKEND=).*"))
                .toList();

        assertThat(refusals)
                .hasSizeGreaterThan(10)
                .extracting(refusal -> refusal.group(1))
                .contains("2", "3");
        assertThat(refusals).allSatisfy(refusal -> {
            String end = refusal.group(1).equals("3") ? "call :say\\R *exit /b 3" : "(?:.*\\R){0,6}?.*goto refuse";
            assertThat(windows)
                    .containsPattern("sentence=.*" + Pattern.quote(words(refusal.group(2))) + ".*\\R *" + end);
        });
    }

    /** The longest part of a sentence that names nothing of this machine. */
    private static String words(String sentence) {
        return Stream.of(sentence.replaceAll("\\./", "").split("\\$\\{?\\w+}?/?|\\\\\"|\\$2|bin/java|, not "))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static List<String> options(String script, Pattern option) {
        return script.lines()
                .filter(line -> !line.contains("ArchiveClassesAtExit") && !line.contains("maven"))
                .flatMap(line -> option.matcher(line).results().map(found -> found.group()
                        .replaceAll("=(true|false)$", "=")))
                .distinct()
                .toList();
    }

    private static void refuses(Outcome outcome, String sentence) {
        assertThat(outcome.printed()).startsWith("coconut: ").contains(sentence).hasLineCount(1);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USER);
    }

    private record Outcome(int exitCode, String printed) {}

    private static Outcome run(Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("sh", distribution.resolve("coconut").toString()), Stream.of(words))
                        .toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), printed);
    }
}
