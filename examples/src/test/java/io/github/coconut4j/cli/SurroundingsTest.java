package io.github.coconut4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.cli.terminal.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher and a whole command, in surroundings as users have them: a built checkout in a folder of odd name, data in another. */
@EnabledOnOs(OS.LINUX)
class SurroundingsTest {
    @TempDir
    private static Path folder;

    private static Path script;
    private static Path data;
    private static String expected;

    /** A checkout whose build is this very class path. */
    @BeforeAll
    static void built() throws Exception {
        Path home = Files.createDirectory(folder.resolve("a checkout"));
        script = Files.copy(Path.of("..", "coconut"), home.resolve("coconut"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("module/src/main"));
        Files.createFile(home.resolve("module/pom.xml"));
        Path work = Files.createDirectories(home.resolve("target/coconut"));
        Files.writeString(
                work.resolve("class-path"), jar(work.resolve("all.jar")).toString());
        Files.createFile(work.resolve("stamp"));
        data = folder.resolve("f\u00fcr alle.json");
        Files.writeString(
                data, "[{\"question\": \"Who? \u00fc\", \"steps\": [\"a\", \"b\"], \"answer\": \"1234.5 \u0131\"}]");
        expected = run(Map.of(), stats());
    }

    /** A jar that stands for this class path, which may hold folders. */
    private static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }

    private static List<String> stats() {
        return List.of("sh", script.toString(), "data", "stats", data.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "LC_ALL, C",
        "LC_ALL, POSIX",
        "LC_ALL, tr_TR.UTF-8",
        "LC_ALL, de_DE",
        "LANG, nonsense",
        "TERM, no-such-terminal",
        "TERM, dumb",
        "TERM, ''",
        "HOME, /no/such/folder",
        "OMP_NUM_THREADS, abc",
        "CDPATH, /tmp",
        "COLUMNS, 20",
    })
    void theSameLinesComeOut(String variable, String value) throws Exception {
        assertThat(run(Map.of(variable, value), stats())).isEqualTo(expected).contains("f\u00fcr alle.json");
    }

    @Test
    void withoutHomeToo() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("env", "-u", "HOME", "-u", "LANG", "-u", "LC_ALL", "-u", "TERM"));
        command.addAll(stats());

        assertThat(run(Map.of(), command)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'>/dev/full'        | standard output is full or closed",
                "'>&-'               | standard output is closed",
            })
    void lostOutputIsAnError(String redirection, String sentence) throws Exception {
        Process process = shell("exec sh \"$0\" data stats \"$1\" " + redirection);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(ExitCode.USER);
        assertThat(err).contains("coconut: " + sentence).hasLineCount(1);
    }

    /** {@code $0} is the launcher, {@code $1} a file of problems. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mkfifo p; exec sh '$0' data stats p                         | p is a pipe or a device",
                "mkfifo p; exec sh '$0' train p                              | p is a pipe or a device",
                "mkfifo p; exec sh '$0' train '$1' --out p/x                 | p",
                "mkfifo p; exec sh '$0' generate --model p --question q      | p is a file, not a folder",
                "mkfifo p; cat '$1' >p & exec sh '$0' data stats /dev/stdin <p | /dev/stdin is a pipe or a device",
                "exec sh '$0' data stats /dev/zero                           | /dev/zero is a pipe or a device",
                "exec sh '$0' data generate --task prosqa --count 1 --out /dev/full | No space left on device",
            })
    @Timeout(60)
    void whatMayNeverEndIsNotWaitedFor(String command, String sentence) throws Exception {
        Process process = shell(command.replace('\'', '"'));
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(err).isEqualTo(ExitCode.USER);
        assertThat(err).startsWith("coconut: ").contains(sentence).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo old >t; ln -s t l; sh '$0' data generate --task prosqa --count 1 --out l; test -L l && cat t",
                "mkfifo p; cat p & sh '$0' data generate --task prosqa --count 1 --out p; wait",
                "sh '$0' data generate --task prosqa --count 1 --out /dev/stdout",
                "sh '$0' data generate --task prosqa --count 1 --out /dev/fd/3 3>t; cat t",
            })
    @Timeout(60)
    void whatIsNoPlainFileIsWrittenToAndNotReplaced(String command) throws Exception {
        Process process = shell(command.replace('\'', '"'));

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("\"question\":")
                .doesNotContain("old");
        assertThat(process.waitFor()).isZero();
    }

    /** Root without the right to overlook permissions is as locked out as anybody. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cp '$1' x; chmod 0 x; $drop sh '$0' data stats x                             | 2 | x cannot be read: you have no permission to.",
                "mkdir d; chmod 0 d; $drop sh '$0' runs                                       | 2 | There is no folder runs",
                "mkdir d; chmod 0 d; $drop sh '$0' runs d                                     | 0 | the folder cannot be read (permission denied",
                "mkdir -p runs/d; chmod 0 runs/d; $drop sh '$0' runs                          | 0 | runs/d: the folder cannot be read (permission denied",
                "mkdir d; chmod 5 d; $drop sh '$0' data generate --task prosqa --count 1 --out d/x | 2 | d is not yours to write x into.",
                "mkdir configs; chmod 0 configs; $drop sh '$0' reproduce quickstart           | 2 | configs cannot be listed: permission denied.",
            })
    void permissionsAreTheReasonThatIsTold(String command, int exitCode, String sentence) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv");
        String drop = Files.isWritable(Path.of("/root"))
                ? "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search"
                : "";
        Process process = shell(command.replace('\'', '"').replace("$drop", drop));
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(err).isEqualTo(exitCode);
        assertThat(exitCode == 0 ? out : err).contains(sentence);
        assertThat(err).hasLineCount(exitCode == 0 ? 0 : 1);
    }

    @Test
    void whatAKilledProcessLeftIsGoneWithTheNext() throws Exception {
        Path here = Files.createTempDirectory(folder, "here");
        Process process = generate(here, "10000000", "big.json");
        while (process.isAlive() && here.toFile().list().length == 0) {
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();
        assertThat(here.toFile().list()).singleElement().asString().contains(".unfinished-");

        assertThat(generate(here, "1", "x.json").waitFor()).isZero();
        assertThat(here.toFile().list()).containsExactly("x.json");
    }

    private static Process generate(Path here, String count, String file) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        script.toString(),
                        "data",
                        "generate",
                        "--task",
                        "prosqa",
                        "--count",
                        count,
                        "--out",
                        file)
                .directory(here.toFile())
                .start();
    }

    @ParameterizedTest
    @CsvSource({"'<&-'", "'2>&-'", "'2>/dev/full'"})
    void otherStreamsMayBeClosed(String redirection) throws Exception {
        Process process = shell("exec sh \"$0\" data stats \"$1\" " + redirection);

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo(expected);
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2gg", "m", "0", "g", "08g", "-1g", "1k", "32m", "99999999999999999999g", "2 g"})
    void sizesThatAreNoneAreRefused(String size) throws Exception {
        for (String variable : List.of("COCONUT_HEAP", "COCONUT_OFFHEAP")) {
            Process process = start(Map.of(variable, size), stats());
            assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                    .startsWith("coconut: " + variable + " must ")
                    .contains("\"" + size + "\"")
                    .hasLineCount(1);
            assertThat(process.waitFor()).isEqualTo(ExitCode.USER);
        }
    }

    @Test
    void wordsArriveAsTheyWereTyped() throws Exception {
        Process process = start(Map.of("LC_ALL", "C"), List.of("sh", script.toString(), "f\u00fcr"));

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).contains("unknown command 'f\u00fcr'");
        assertThat(process.waitFor()).isEqualTo(ExitCode.USER);
    }

    @Test
    void whatIsNotBuiltAndCannotBeIsSaidInOneLine() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")) && Files.isWritable(Path.of("/root")), "not root");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Path copy = Files.copy(script, theirs.resolve("coconut"));
        Files.createFile(theirs.resolve("pom.xml"));
        new ProcessBuilder("chmod", "-R", "a+rX", folder.toString()).start().waitFor();
        Process process = start(
                Map.of("HOME", "/"),
                List.of(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "sh",
                        copy.toString(),
                        "--version"));

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("coconut: this checkout is not built for you yet")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(ExitCode.USER);
    }

    private static Process shell(String command) throws IOException {
        return new ProcessBuilder("sh", "-c", command, script.toString(), data.toString())
                .directory(Files.createTempDirectory(folder, "here").toFile())
                .start();
    }

    private static Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String run(Map<String, String> environment, List<String> command) throws Exception {
        Process process = start(environment, command);
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out;
    }
}
