package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.rounds.Averaging;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;

/**
 * How the model is computed. The number of streams decides in which order gradients are added up, so it is part of what
 * makes two runs equal to the last bit.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .execution(execution().streams(4).mode(Mode.REFERENCE).memoryMib(2048).microBatch(16)
 *         .engine("spark", "spark://head:7077").workers(8, 50))
 *
 * execution:
 *   streams: 4
 *   mode: reference
 *   memory_mib: 2048
 *   micro_batch: 16
 *   engine: spark
 *   master: spark://head:7077
 *   workers: 8
 *   averaging_frequency: 50
 * }</pre>
 *
 * <pre>{@code
 * .execution(execution().microBatchAuto().local())
 *
 * execution: {micro_batch: auto, engine: local}
 * }</pre>
 *
 * <p>Creating one throws {@link io.github.coconut4j.curriculum.CurriculumException} if there is no stream, or a size is none.
 *
 * @param streams threads that share the rows of a batch
 * @param mode fast, or the plain reference
 * @param memoryMib most memory that the intermediate values of a step may take, in MiB; 0 for what the JVM may take
 *     off-heap. A batch that needs more is refused before it runs, or split
 * @param microBatch how many rows of a batch run at once: {@code none} for all of them, a number, or {@code auto} for as
 *     many as fit the memory. Gradients are added up, so a step stays the same but for rounding
 * @param engine where the workers compute: {@code local}, in this process, or {@code spark}; changes no weight
 * @param master address of the machines of {@code spark}; empty for {@code local}
 * @param workers that share every epoch: each makes steps by itself, between which weights and moments are averaged
 * @param averagingFrequency steps each of several workers makes between two averages
 */
public record ExecutionSettings(
        int streams,
        Mode mode,
        int memoryMib,
        String microBatch,
        String engine,
        String master,
        int workers,
        int averagingFrequency) {
    /** The engine that needs nothing else. */
    public static final String LOCAL = "local";

    public ExecutionSettings {
        Checks.between(1, 256, streams, "streams");
        Checks.between(0, 1 << 24, memoryMib, "memory_mib");
        if (!microBatch.matches("none|auto|[1-9][0-9]{0,8}")) {
            throw new CurriculumException(
                    "micro_batch must be none, auto or a number of rows, not \"" + microBatch + "\".");
        }
        if (!engine.matches("[a-z][a-z0-9_-]*")) {
            throw new CurriculumException("engine must be local or spark, not \"" + engine + "\".");
        }
        if (engine.equals(LOCAL) && !master.isEmpty()) {
            throw new CurriculumException("master is " + master
                    + ", but engine is local, which has no machines but this one; say engine: spark, or leave"
                    + " master out.");
        }
        if (!engine.equals(LOCAL) && master.isEmpty()) {
            throw new CurriculumException("engine is " + engine
                    + ", but master is empty; say where its machines are, for instance master: spark://head:7077.");
        }
        Checks.between(1, 1024, workers, "workers");
        Checks.between(1, 1_000_000, averagingFrequency, "averaging_frequency");
    }

    /**
     * {@return the same with this many threads}
     *
     * @param count 1 to 256; decides in which order gradients are added up
     */
    public ExecutionSettings streams(int count) {
        return with(count, mode, memoryMib, microBatch);
    }

    /**
     * {@return the same in another mode}
     *
     * @param wanted fast, or the plain reference
     */
    public ExecutionSettings mode(Mode wanted) {
        return with(streams, wanted, memoryMib, microBatch);
    }

    /**
     * {@return the same with a limit for what a step may take}
     *
     * @param limit MiB off-heap; 0 for what the JVM may take
     */
    public ExecutionSettings memoryMib(int limit) {
        return with(streams, mode, limit, microBatch);
    }

    /**
     * {@return the same with at most this many rows at once}
     *
     * @param rows 1 or more
     */
    public ExecutionSettings microBatch(int rows) {
        return with(streams, mode, memoryMib, Integer.toString(rows));
    }

    /** {@return the same with as many rows at once as fit the memory} */
    public ExecutionSettings microBatchAuto() {
        return with(streams, mode, memoryMib, "auto");
    }

    private ExecutionSettings with(int otherStreams, Mode otherMode, int otherMemory, String otherMicroBatch) {
        return new ExecutionSettings(
                otherStreams, otherMode, otherMemory, otherMicroBatch, engine, master, workers, averagingFrequency);
    }

    /**
     * {@return the same with its workers elsewhere}
     *
     * @param name {@code local} or {@code spark}
     * @param address of its machines; empty for {@code local}
     */
    public ExecutionSettings engine(String name, String address) {
        return new ExecutionSettings(streams, mode, memoryMib, microBatch, name, address, workers, averagingFrequency);
    }

    /** {@return the same in this process} */
    public ExecutionSettings local() {
        return engine(LOCAL, "");
    }

    /**
     * {@return the same with so many workers, averaged every so many steps of each}
     *
     * @param count 1 to 1024
     * @param frequency 1 to 1,000,000 steps between two averages; of no effect with one worker
     */
    public ExecutionSettings workers(int count, int frequency) {
        return new ExecutionSettings(streams, mode, memoryMib, microBatch, engine, master, count, frequency);
    }

    /** {@return between which workers and how often weights are averaged} */
    public Averaging averaging() {
        return new Averaging(workers, averagingFrequency);
    }

    /** {@return as the executor takes it} */
    public ExecutorOptions options() {
        return ExecutorOptions.defaults()
                .withStreams(streams)
                .withMode(mode)
                .withMemoryLimit(memoryMib == 0 ? Long.MAX_VALUE : (long) memoryMib << 20)
                .withMicroBatch(MicroBatch.parse(microBatch));
    }
}
