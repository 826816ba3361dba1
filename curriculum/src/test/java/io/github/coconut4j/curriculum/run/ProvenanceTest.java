package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    @Test
    void aVersionThatIsNotKnownIsWrittenAsUnknown() {
        // The tests run on folders of classes, which say no version.
        assertThat(Provenance.now(0, Map.of(), "", Map.of()).coconut4j()).isEqualTo("unknown");
    }

    @Test
    void theVersionOfNd4jIsThatOfItsJar() {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getName())
                .filter(name -> name.matches("nd4j-api-.*\\.jar"))
                .findFirst()
                .orElseThrow();

        assertThat(Provenance.now(0, Map.of(), "", Map.of()).nd4j())
                .endsWith(" " + jar.substring("nd4j-api-".length(), jar.length() - ".jar".length()));
    }
}
