package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.record.RecordFormat;
import io.github.coconut4j.data.record.RecordProblems;
import io.github.coconut4j.data.record.RecordSource;
import io.github.coconut4j.data.record.StepColumn;
import io.github.coconut4j.data.record.TransformFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOnCsvTest {
    private static final List<String> DEVICES = List.of("printer", "screen", "mail", "shop", "router", "phone");
    private static final List<String> KINDS =
            List.of("hardware", "hardware", "software", "software", "network", "network");

    @TempDir
    private Path folder;

    /** Three teams, so guessing is right for a third; the drafts have nonsense in their columns. */
    @Test
    void learnsFromColumnsOfAnyName() throws IOException {
        Path train = written("train.csv", 240, 1);
        Path valid = written("valid.csv", 60, 2);

        double accuracy = TrainOnCsv.run(train, valid, folder);

        assertThat(accuracy).isGreaterThan(0.9);
        RecordProblems problems =
                new RecordProblems(TransformFile.load(folder.resolve("tickets.transform.json")), new StepColumn(" | "));
        try (RecordSource asked = RecordSource.ofFile(valid, RecordFormat.CSV, problems, BadRowHandler.FAIL);
                TrainedModel trained = TrainedModel.open(folder.resolve("run"))) {
            assertThat(asked.size()).isEqualTo(60);
            assertThat(trained.evaluate(asked, 60, 16, 16).accuracy()).isEqualTo(accuracy);
        }
    }

    private Path written(String name, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder rows = new StringBuilder("number,ticket,reasoning,team,state\n");
        for (int number = 1; number <= count; number++) {
            int device = random.nextInt(DEVICES.size());
            String kind = KINDS.get(device);
            rows.append("%d,\"The %s in room %d, it fails.\",The %s is %s. | Team %s takes %s.,Team %s,open%n"
                    .formatted(
                            number,
                            DEVICES.get(device),
                            random.nextInt(9),
                            DEVICES.get(device),
                            kind,
                            kind.charAt(0),
                            kind,
                            kind.charAt(0)));
            if (number % 10 == 0) {
                rows.append("%d,?,,,draft%n".formatted(1000 + number));
            }
        }
        return Files.writeString(folder.resolve(name), rows);
    }
}
