package io.github.coconut4j.examples;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.record.ProblemRecordReader;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.stage.Staging;
import io.github.coconut4j.data.stage.StagingTransform;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.transform.TransformProcess;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Turns generated problems into a batch for stage 2 of the curriculum, with a DataVec transform that goes through JSON. */
public final class StageProblems {
    private StageProblems() {}

    /**
     * One batch of staged problems.
     *
     * @param folder where the tokenizer is kept; the transform reads it from there
     * @param rows of the batch
     */
    static MultiDataSet run(Path folder, int rows) throws IOException {
        ProblemSource problems = GraphSearch.graphSearch().problems(rows, 1);
        Tokenizers.trainedOn(problems).save(folder);
        String json = new TransformProcess.Builder(ProblemRecords.schema())
                .transform(new StagingTransform(folder.toString(), 2, 2, true))
                .build()
                .toJson();

        TransformProcess staging = TransformProcess.fromJson(json);
        List<StagedRecord> staged = new ArrayList<>();
        try (ProblemRecordReader reader = new ProblemRecordReader(problems, 0)) {
            while (reader.hasNext()) {
                staged.add(Staging.staged(staging.execute(reader.next())));
            }
        }
        int pad = Tokenizers.load(folder).pad();
        return Batches.training(staged, pad, 1);
    }

    /**
     * Prints the token ids and labels of two problems.
     *
     * @param arguments none
     * @throws IOException if no folder can be made for the tokenizer
     */
    public static void main(String[] arguments) throws IOException {
        MultiDataSet batch = run(Files.createTempDirectory("tokenizer"), 2);
        System.out.println(batch.getFeatures(Batches.INPUT_IDS));
        System.out.println(batch.getLabels(0));
    }
}
