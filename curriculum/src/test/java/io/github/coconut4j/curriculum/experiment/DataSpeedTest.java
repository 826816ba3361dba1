package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSpeedTest {

    @Test
    void theFirstAndTheLastStageAreMeasuredOnTheExperimentsOwnBatches() {
        List<DataSpeed> speeds = DataSpeed.measure(TinyExperiments.coconutAlone(), 0.05);

        assertThat(speeds).extracting(DataSpeed::stage).containsExactly(0, 2);
        assertThat(speeds).allSatisfy(speed -> {
            assertThat(speed.trainedRows()).isPositive();
            assertThat(speed.ratio()).isEqualTo(speed.rows() / speed.trainedRows());
        });
        // 2 * (2 hops * width 2 + 1 extra + 1 shared) = 12 edges, mark, two candidates, colon and root are 17 tokens;
        // two
        // steps or two thoughts, the answer's mark, the answer and the end make 22; a fifth of the rows has up to two
        // less
        assertThat(speeds.get(1).tokens() / speeds.get(1).rows()).isCloseTo(22, within(0.5));
    }

    /** Its problems are written with tokens of its own, and the model has to know them. */
    @Test
    void aMethodWithTokensOfItsOwnIsMeasuredAsItIsTrained() {
        Experiment pauses =
                TinyExperiments.coconutAlone().methods(Dsl.pausePerPosition().specialMarkers(false), Dsl.coconut());

        List<DataSpeed> speeds = DataSpeed.measure(pauses, 0.05);

        assertThat(speeds).extracting(DataSpeed::stage).containsExactly(0, 2);
        assertThat(speeds.get(1).tokens() / speeds.get(1).rows()).isCloseTo(22, within(0.5));
    }
}
