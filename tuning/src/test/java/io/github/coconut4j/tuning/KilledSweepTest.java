package io.github.coconut4j.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledSweepTest {
    @TempDir
    Path folder;

    @Test
    void aSweepThatIsKilledTwiceEndsWithTheSameLeaderboardAndTrainsNothingTwice() throws Exception {
        Path killed = folder.resolve("killed");
        // Counted in trials that have begun: within the first stage, and after the first decision.
        List<String> first = runAndKillAfter(killed, 3);
        List<String> second = runAndKillAfter(killed, 3);
        List<String> last = runAndKillAfter(killed, Integer.MAX_VALUE);

        SweepResult whole = KilledSweep.sweep().run(folder.resolve("whole"));

        assertThat(Files.readString(new SweepFolder(killed).leaderboard()))
                .isEqualTo(Files.readString(whole.folder().leaderboard()));
        // Only the trial under way at a kill is begun again.
        List<String> begun = new ArrayList<>(first.subList(0, first.size() - 1));
        begun.addAll(second.subList(0, second.size() - 1));
        begun.addAll(last);
        assertThat(begun).doesNotHaveDuplicates().hasSize(6);
    }

    /** The trials that were begun. */
    private static List<String> runAndKillAfter(Path sweep, int trials) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // these processes live for seconds
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSweep.class.getName(),
                        sweep.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> begun = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(KilledSweep.TRAINING)) {
                    begun.add(line);
                }
                if (begun.size() == trials) {
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                    process.destroyForcibly();
                    break;
                }
            }
        }
        int code = process.waitFor();
        assertThat(code == 0).isEqualTo(begun.size() < trials);
        return begun;
    }
}
