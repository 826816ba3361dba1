package io.github.coconut4j.tuning.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.spark.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where candidates are trained, and whether they are interrupted there, does not show in what comes out. */
class LostExecutorTest {
    @TempDir
    static Path folder;

    private static String local;

    @BeforeAll
    static void trainHere() throws IOException {
        local = leaderboard(TinySweep.four().run(folder.resolve("local")));
    }

    @Test
    void aClusterOfProcessesGivesTheLeaderboardOfThisProcess() throws IOException {
        requireSame("local-cluster[2,1,1024]", List.of());
    }

    @Test
    void aStandaloneMasterWithTwoWorkersGivesTheLeaderboardOfThisProcess() throws IOException {
        try (StandaloneCluster cluster = StandaloneCluster.start(2, folder.resolve("standalone-work"))) {
            requireSame(cluster.url(), cluster.processes());
        }
    }

    private static void requireSame(String master, List<Process> noExecutors) throws IOException {
        Sweep sweep = TinySweep.four().engine("spark", master);
        ExecutorKiller killer = new ExecutorKiller(noExecutors);

        SweepResult result = sweep.run(folder.resolve(master.replaceAll("\\W+", "-")), killer);

        assertThat(killer.begun()).as("candidates begun, one of them twice").hasSizeGreaterThan(4);
        assertThat(leaderboard(result)).isEqualTo(local).contains("finished").doesNotContain("failed");
    }

    private static String leaderboard(SweepResult result) throws IOException {
        return Files.readString(result.folder().leaderboard());
    }
}
