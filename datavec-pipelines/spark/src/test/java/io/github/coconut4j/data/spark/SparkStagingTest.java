package io.github.coconut4j.data.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.record.ProblemRecords;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.stage.Staging;
import io.github.coconut4j.data.stage.StagingTransform;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.StringColumnCondition;
import org.datavec.api.writable.Writable;
import org.datavec.spark.transform.SparkTransformExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DataVec's Spark executor, on two threads of this process, stages problems as our own encoder does. */
class SparkStagingTest {
    private static final int ROWS = 40;

    private final ProblemSource problems = ProsQa.prosQa().problems(ROWS, 1);

    @TempDir
    private Path folder;

    @Test
    void sparkStagesProblemsAsTheEncoderDoes() {
        Tokenizer tokenizer = Tokenizers.trainedOn(problems);
        tokenizer.save(folder);
        TransformProcess staging = new TransformProcess.Builder(ProblemRecords.schema())
                .filter(new StringColumnCondition(
                        "answer", ConditionOp.Equal, problems.problem(0, 3).answer()))
                .transform(new StagingTransform(folder.toString(), 2, 3, true))
                .build();

        List<StagedRecord> staged = onSpark(TransformProcess.fromJson(staging.toJson()));

        ProblemEncoder encoder = new ProblemEncoder(tokenizer);
        List<StagedRecord> expected = new ArrayList<>();
        for (long row = 0; row < ROWS; row++) {
            if (!problems.problem(0, row).answer().equals(problems.problem(0, 3).answer())) {
                expected.add(encoder.training(problems.problem(0, row), new Layout(2, 3, true)));
            }
        }
        assertThat(staged).hasSizeLessThan(ROWS).hasSameSizeAs(expected);
        assertThat(staged).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(expected);
    }

    private List<StagedRecord> onSpark(TransformProcess process) {
        List<List<Writable>> rows = new ArrayList<>();
        for (long row = 0; row < ROWS; row++) {
            rows.add(ProblemRecords.record(problems.problem(0, row), 0, row));
        }
        SparkConf local = new SparkConf()
                .setMaster("local[2]")
                .setAppName("staging")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(local)) {
            return SparkTransformExecutor.execute(spark.parallelize(rows, 4), process).collect().stream()
                    .map(Staging::staged)
                    .toList();
        }
    }
}
