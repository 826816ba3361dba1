package io.github.coconut4j.tuning;

import static io.github.coconut4j.tuning.SweepDsl.thoughtsPerStep;
import static io.github.coconut4j.tuning.SweepDsl.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.result.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
    @TempDir
    Path folder;

    @Test
    void twoAtOnceGiveTheLeaderboardOfOneAfterTheOther() throws IOException {
        SweepResult one = TinySweeps.four().run(folder.resolve("one"));
        SweepResult two = TinySweeps.four().parallel(2).run(folder.resolve("two"));

        assertThat(one.leaderboard().standings())
                .hasSize(4)
                .allMatch(standing -> standing.status() == Standing.Status.FINISHED);
        assertThat(Files.readString(two.folder().leaderboard()))
                .isEqualTo(Files.readString(one.folder().leaderboard()));
    }

    @Test
    void theBestCandidateIsReadyToBeTrained() {
        SweepResult result = TinySweeps.four().run(folder.resolve("sweep"));

        Experiment best = Experiment.load(result.folder().best(), List.of());

        assertThat(best.with(List.of("name=tiny")))
                .isEqualTo(result.best().candidate().experiment().orElseThrow());
    }

    @Test
    void aFailingCandidateIsRecordedAndTheOthersAreTrained() {
        // 30 thoughts do not fit into 32 positions; a rate of 1e30 leads to no number.
        SweepResult result = SweepDsl.sweep(TinySweeps.base())
                .over(thoughtsPerStep(1, 15))
                .over(values("optimizer.lr", 1e-2, 1e30))
                .search(SweepDsl.grid())
                .run(folder.resolve("sweep"));

        assertThat(result.leaderboard().standings())
                .extracting(standing -> standing.status().toString())
                .containsExactly("finished", "failed", "failed", "failed");
        assertThat(result.leaderboard().standings())
                .extracting(Standing::note)
                .anyMatch(note -> note.contains("positions"));
        assertThat(result.leaderboard().standings())
                .extracting(Standing::note)
                .anyMatch(note -> note.contains("became"));
    }
}
