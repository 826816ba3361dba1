package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.records;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.condition.ConditionOp;
import org.datavec.api.transform.condition.column.StringColumnCondition;
import org.datavec.api.transform.schema.Schema;

/** Trains on CSV with columns of its own and several steps in a cell; a DataVec transform says which column is what. */
public final class TrainOnCsv {
    private TrainOnCsv() {}

    /**
     * Share of right answers among the tickets of {@code valid}.
     *
     * @param train CSV with a header
     * @param folder where the transform and the run are kept
     */
    static double run(Path train, Path valid, Path folder) throws IOException {
        TransformProcess transform = new TransformProcess.Builder(new Schema.Builder()
                        .addColumnInteger("number")
                        .addColumnsString("ticket", "reasoning", "team", "state")
                        .build())
                .filter(new StringColumnCondition("state", ConditionOp.Equal, "draft"))
                .renameColumn("ticket", "question")
                .renameColumn("reasoning", "steps")
                .renameColumn("team", "answer")
                .build();
        Path file = Files.writeString(folder.resolve("tickets.transform.json"), transform.toJson());
        return experiment("tickets")
                .data(records(train, valid, file).stepSeparator(" | "))
                .model(gpt2().layers(1).width(32).heads(2).positions(64).initStd(0.1))
                .methods(coconut())
                .curriculum(stages(2).epochs(4, 2, 2).resetOptimizer())
                .optimizer(adamW(5e-3))
                .batchSize(16)
                .train(folder.resolve("run"))
                .result("coconut")
                .test()
                .accuracy();
    }

    /**
     * Trains, and prints how many answers to the second file are right.
     *
     * @param arguments two CSV files: to learn from, and to be asked
     * @throws IOException if no folder can be made for the model
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("TrainOnCsv FILE.csv FILE.csv: tickets to learn from, and to be asked");
            return;
        }
        Path folder = Files.createTempDirectory("tickets");
        System.out.printf("%.1f %%, see %s%n", 100 * run(Path.of(arguments[0]), Path.of(arguments[1]), folder), folder);
    }
}
