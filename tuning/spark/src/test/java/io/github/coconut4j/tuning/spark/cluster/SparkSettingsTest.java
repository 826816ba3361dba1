package io.github.coconut4j.tuning.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSettingsTest {
    private static final String TENSORS = "org.bytedeco.javacpp.maxbytes";
    private static final String OVERHEAD = "spark.executor.memoryOverhead";

    private final String before = System.getProperty(TENSORS);

    @AfterEach
    void asBefore() {
        System.clearProperty(OVERHEAD);
        if (before == null) {
            System.clearProperty(TENSORS);
        } else {
            System.setProperty(TENSORS, before);
        }
    }

    private static SparkConf of(String master) {
        return SparkSettings.of(SparkMaster.parse(master), 1, InetAddress.getLoopbackAddress());
    }

    /** The limit of tensors and 512 MiB; a container that takes more than it asked for is ended. */
    @ParameterizedTest
    @CsvSource({"8g, 8704m", "700m, 1212m"})
    void containersAreAskedForRoomForTensors(String tensors, String overhead) {
        System.setProperty(TENSORS, tensors);

        assertThat(of("yarn").get(OVERHEAD)).isEqualTo(overhead);
        assertThat(of("k8s://https://head:6443").get(OVERHEAD)).isEqualTo(overhead);
        assertThat(of("spark://head:7077").contains(OVERHEAD)).isFalse();
    }

    @Test
    void whatTheUserHasSetStays() {
        System.setProperty(OVERHEAD, "3g");

        assertThat(of("yarn").get(OVERHEAD)).isEqualTo("3g");
    }
}
