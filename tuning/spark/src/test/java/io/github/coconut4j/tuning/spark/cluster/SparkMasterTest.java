package io.github.coconut4j.tuning.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMasterTest {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spark://",
                "spark://host",
                "spark://host:port",
                "spark://host:70000",
                "http://host:7077",
                "yarn-client",
                "k8s://",
                "local",
                "local[0]",
                "local-cluster[2,1]",
                "local-cluster[0,1,1024]",
                "local-cluster[2,1,100]"
            })
    void whatIsNoMasterIsRefusedInOneLine(String url) {
        assertThatThrownBy(() -> SparkMaster.parse(url))
                .isInstanceOf(CurriculumException.class)
                .message()
                .containsAnyOf("master", "megabytes")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // threads of a candidate | cores Spark sets aside | megabytes of heap
                "local-cluster[2,1,2048]   | 1 | 1 | 1024",
                "local-cluster[2,1,2048]   | 2 | 1 | 1024",
                "local-cluster[1,4,4096]   | 2 | 2 | 1024",
                "local-cluster[1,4,1024]   | 2 | 2 | 512",
                "local-cluster[2, 1, 700]  | 1 | 1 | 700",
                "spark://a:7077,b:7078     | 3 | 3 | 1024"
            })
    void aCandidateHasItsThreadsAndItsShareOfTheMemory(String url, int threads, int cores, int megabytes) {
        SparkMaster master = SparkMaster.parse(url);

        assertThat(master.coresPerCandidate(threads)).isEqualTo(cores);
        assertThat(master.heapMegabytes(threads)).isEqualTo(megabytes);
    }

    /** This module brings no more of Spark than standalone clusters need. */
    @ParameterizedTest
    @ValueSource(strings = {"yarn", "k8s://https://head:6443"})
    void aMasterThatTheSparkAtHandDoesNotKnowIsNamed(String url) {
        assertThatThrownBy(() -> SparkMaster.parse(url).requireReachable(loopback))
                .isInstanceOf(CurriculumException.class)
                .hasMessageStartingWith("The Spark on the class path has no module for master " + url)
                .hasMessageContaining("spark-submit");
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            port = socket.getLocalPort();
            SparkMaster.parse("spark://127.0.0.1:" + port).requireReachable(loopback);
        }

        assertThatThrownBy(() -> SparkMaster.parse("spark://127.0.0.1:" + port).requireReachable(loopback))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("No Spark master answers at spark://127.0.0.1:" + port);
    }

    @Test
    void workersOfAnotherMachineCannotReachLoopback() throws UnknownHostException {
        SparkMaster elsewhere = SparkMaster.parse("spark://192.0.2.1:7077");

        assertThatThrownBy(() -> elsewhere.requireReachable(loopback))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("SPARK_LOCAL_IP");
    }
}
