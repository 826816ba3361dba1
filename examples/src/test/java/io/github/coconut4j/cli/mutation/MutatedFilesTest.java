package io.github.coconut4j.cli.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file that users hand in, spoilt at random, through the command line: it is read, or refused in one sentence, at once, with nothing written. More
 * with {@code -Dcoconut4j.mutations=1000}, so many of each kind; what fails is kept in {@code target/mutations}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedFilesTest {
    private static final int MUTATIONS = Integer.getInteger("coconut4j.mutations", 6);
    private static final int SEED = Integer.getInteger("coconut4j.mutations.seed", 0);
    private static final Duration WATCHDOG = Duration.ofMinutes(2);
    private static final Path KEPT = Path.of("target/mutations");

    @TempDir
    private static Path folder;

    private static List<Kind> kinds;

    static synchronized Stream<Kind> kinds() throws IOException {
        if (kinds == null) {
            kinds = Stream.of(
                            ProblemKinds.all(),
                            ModelKinds.all(),
                            RunKinds.all(Files.createTempDirectory(folder, "run")),
                            SweepKinds.all(Files.createTempDirectory(folder, "sweep")),
                            QuestionKinds.all(Files.createTempDirectory(folder, "questions")))
                    .flatMap(List::stream)
                    .toList();
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isReadOrRefusedInOneSentence(Kind kind) throws IOException {
        List<String> violations = new ArrayList<>();
        // one for all: the first choices of generators whose seeds follow one another are the same
        Random random = new Random(kind.name().hashCode() * 31L + SEED * 1_000_003L);
        for (int number = 0; number < MUTATIONS; number++) {
            byte[] whole = kind.folder().get(kind.spoilt());
            byte[] spoilt =
                    kind.changes().get(random.nextInt(kind.changes().size())).of(whole, random);
            String command = kind.commands().get(random.nextInt(kind.commands().size()));
            List<String> wrong = assertTimeoutPreemptively(
                    WATCHDOG, () -> violations(kind, spoilt, command), () -> kept(kind, spoilt, command));
            if (!wrong.isEmpty()) {
                violations.add(wrong + " " + kept(kind, spoilt, command));
            }
        }

        assertThat(violations).isEmpty();
    }

    static List<Corpus.Case> cases() throws IOException {
        return Corpus.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatFailedOnceNeverFailsAgain(Corpus.Case once) throws IOException {
        Kind kind = kinds().filter(any -> Corpus.slug(any).equals(once.kind()))
                .findFirst()
                .orElseThrow();
        byte[] content = once.content();
        for (String command : kind.commands()) {
            assertTimeoutPreemptively(WATCHDOG, () -> {
                assertThat(violations(kind, content, command)).as(command).isEmpty();
                if (once.refused()) {
                    assertThat(run(command, laidOut(kind, content)).result().exitCode())
                            .as(command)
                            .isEqualTo(2);
                }
            });
        }
    }

    /** What is spoilt was whole before, or the other test would show nothing. */
    @ParameterizedTest
    @MethodSource("kinds")
    void isReadWhenItIsWhole(Kind kind) throws IOException {
        for (String command : kind.commands()) {
            Path here = laidOut(kind, kind.folder().get(kind.spoilt()));
            Outcome outcome = run(command, here);

            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.result().exitCode())
                    .as(command + ": " + outcome.result().err())
                    .isLessThan(2);
        }
    }

    private static List<String> violations(Kind kind, byte[] spoilt, String command) throws IOException {
        Path here = laidOut(kind, spoilt);
        Map<String, Long> before = files(here);
        Outcome outcome = run(command, here);
        List<String> violations = outcome.violations();
        if (outcome.result().exitCode() == 2 && !files(here).equals(before)) {
            violations.add("files written: " + files(here));
        }
        remove(here);
        return violations.isEmpty()
                ? violations
                : List.of(violations + " " + outcome.result().err());
    }

    private static Path laidOut(Kind kind, byte[] content) throws IOException {
        Path here = Files.createTempDirectory(folder, "x");
        for (Map.Entry<String, byte[]> file : kind.folder().entrySet()) {
            Path path = here.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getKey().equals(kind.spoilt()) ? content : file.getValue());
        }
        return here;
    }

    private static Outcome run(String command, Path here) {
        return Outcome.of(Stream.of(command.split(" "))
                .map(word -> word.replace("@", here + "/"))
                .toArray(String[]::new));
    }

    private static Map<String, Long> files(Path folder) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                files.put(folder.relativize(file).toString(), Files.isDirectory(file) ? -1 : Files.size(file));
            }
        }
        return files;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Keeps what has failed, for the corpus. */
    private static String kept(Kind kind, byte[] spoilt, String command) {
        try {
            Path file = Files.createDirectories(KEPT)
                    .resolve(Corpus.slug(kind) + "-" + Integer.toHexString(Arrays.hashCode(spoilt)));
            return command + " with " + Files.write(file, spoilt);
        } catch (IOException e) {
            return command + " with a file that could not be kept";
        }
    }
}
