package io.github.coconut4j.curriculum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedWorkTest {
    private static final Map<String, String> FROM = Map.of("model", "a", "data", "b");

    private record Scores(List<Double> shares) {}

    @TempDir
    private Path folder;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void whatIsFinishedIsMadeOnceForWhatItWasMadeFrom() {
        assertThat(scores(FROM)).isEqualTo(scores(FROM));
        assertThat(made).hasValue(1);

        scores(Map.of("model", "another", "data", "b"));
        assertThat(made).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "1",
                "{\"from\": {\"model\": \"a\", \"data\": \"b\"}, \"result\": null}",
                "{\"from\": {\"model\": \"a\", \"data\": \"b\"}, \"result\": {}}",
                "{\"from\": {\"mod"
            })
    void whatCannotBeReadIsMadeAgain(String broken) throws IOException {
        Scores whole = scores(FROM);
        try (var files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), broken);
        }

        assertThat(scores(FROM)).isEqualTo(whole);
        assertThat(made).hasValue(2);
    }

    private Scores scores(Map<String, String> from) {
        return new FinishedWork(folder).of("scores of all", from, Scores.class, () -> {
            made.incrementAndGet();
            return new Scores(List.of(0.5, 0.25));
        });
    }
}
