package io.github.coconut4j.data.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.datavec.api.transform.TransformProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTransformTest {
    private final ProblemSource source = ProblemFiles.open(Path.of("src/test/resources/prosqa/prosqa_valid.json"));
    private final Tokenizer tokenizer = Tokenizers.trainedOn(source);

    @TempDir
    private Path folder;

    private TransformProcess process;

    @BeforeEach
    void buildProcess() {
        tokenizer.save(folder);
        process = new TransformProcess.Builder(ProblemRecords.schema())
                .transform(new StagingTransform(folder.toString(), 2, 4, true))
                .build();
    }

    @Test
    void stagesWhatTheEncoderStages() {
        assertStages(process);
    }

    @Test
    void survivesJsonAndYaml() {
        assertThat(TransformProcess.fromJson(process.toJson())).isEqualTo(process);
        assertStages(TransformProcess.fromJson(process.toJson()));
        assertStages(TransformProcess.fromYaml(process.toYaml()));
    }

    @Test
    void survivesTheWayToAnotherProcess() throws IOException, ClassNotFoundException {
        process.execute(ProblemRecords.record(source.problem(0, 0), 0, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(process);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertStages((TransformProcess) in.readObject());
        }
    }

    @Test
    void namesItsColumns() {
        assertThat(process.getFinalSchema().getColumnNames())
                .containsExactly("input_ids", "first_label", "prompt_length", "latents");
    }

    private void assertStages(TransformProcess staging) {
        ProblemEncoder encoder = new ProblemEncoder(tokenizer);
        for (long row = 0; row < 5; row++) {
            Problem problem = source.problem(0, row);
            StagedRecord expected = encoder.training(problem, new Layout(2, 4, true));
            StagedRecord staged = Staging.staged(staging.execute(ProblemRecords.record(problem, 0, row)));

            assertThat(staged).usingRecursiveComparison().isEqualTo(expected);
        }
    }
}
