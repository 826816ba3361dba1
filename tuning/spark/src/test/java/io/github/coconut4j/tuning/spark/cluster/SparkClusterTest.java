package io.github.coconut4j.tuning.spark.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SparkClusterTest {
    private static final String HERE = "local[1]";

    /** As Spark does when its master gives the program up. */
    @Test
    void thatSparkHasEndedByItselfIsToldInOneLine() {
        try (SparkCluster cluster = SparkCluster.open(SparkMaster.parse(HERE), 1)) {
            cluster.context().stop();

            assertThatThrownBy(() -> cluster.using(
                            () -> cluster.context().parallelize(List.of(1)).count()))
                    .isInstanceOf(CurriculumException.class)
                    .hasMessageStartingWith("Spark has ended at " + HERE)
                    .message()
                    .hasLineCount(1);
            assertThatThrownBy(() -> cluster.using(() -> {
                        throw new CancellationException("asked to stop");
                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void whatGoesWrongOtherwiseStaysWhatItIs() {
        try (SparkCluster cluster = SparkCluster.open(SparkMaster.parse(HERE), 1)) {
            assertThatThrownBy(() -> cluster.using(() -> {
                        throw new IllegalStateException("a defect");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a defect");
        }
    }
}
