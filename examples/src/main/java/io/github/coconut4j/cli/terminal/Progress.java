package io.github.coconut4j.cli.terminal;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.ArrayList;
import java.util.List;

/** Shows how a training goes on, on standard error; a bar for a person, single lines for a file. */
public interface Progress extends TrainingListener, AutoCloseable {

    /** The kind that suits the console. */
    static Progress on(Console console) {
        return console.interactive() ? new ProgressBars(console.err()) : new ProgressLines(console.err());
    }

    /** Where a run goes on, and what could not be used. */
    static List<String> resumption(TrainingListener.Resumed event) {
        List<String> lines = new ArrayList<>();
        event.refused().forEach(why -> lines.add("%s: left out: %s".formatted(event.method(), why)));
        lines.add(event.checkpoint()
                .map(checkpoint -> "%s: goes on after step %d, from %s"
                        .formatted(event.method(), checkpoint.state().step(), checkpoint.folder()))
                .orElseGet(() -> "%s: begins anew, no checkpoint had been written".formatted(event.method())));
        return lines;
    }

    /** That a step was left out. */
    static String skipped(TrainingListener.StepSkipped event) {
        return "%s: step %d left out, its %s was not finite (%d so far); its batch: %s"
                .formatted(event.method(), event.step(), event.what(), event.skipped(), event.file());
    }

    /** Shows a line between the others. */
    void say(String line);

    /** What the steps of a stage take, and the answers after it. */
    static String memory(TrainingListener.StagePlanned event) {
        PlanMemory memory = event.memory();
        String limit = memory.limit() == Long.MAX_VALUE ? "" : " of %,d MiB".formatted(memory.limit() >> 20);
        String answers = event.answers()
                .map(asked -> "; answers to as many %,d MiB%s".formatted(mebibytes(asked), parts(asked)))
                .orElse("");
        return "%s: a step of %d problems takes %,d MiB%s%s%s"
                .formatted(event.method(), memory.rows(), mebibytes(memory), limit, parts(memory), answers);
    }

    private static long mebibytes(PlanMemory memory) {
        return (memory.bytes() >> 20) + 1;
    }

    private static String parts(PlanMemory memory) {
        return memory.microBatches() == 1
                ? ""
                : ", in %d micro-batches of %d".formatted(memory.microBatches(), memory.rowsAtOnce());
    }

    /** Leaves the cursor on a line of its own. */
    @Override
    void close();
}
