package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.model.generate.KeptThoughts;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What problems thought when nobody interfered, and the keys and values that it left. Holds native memory; whoever makes it closes it. */
public final class RecordedThoughts implements ThoughtObserver, AutoCloseable {
    private final RecordedVectors thoughts;
    private final RecordedVectors keysValues;

    /** Of so many problems, without keys and values. */
    public RecordedThoughts(int problems) {
        this(problems, 0);
    }

    /**
     * Of so many problems.
     *
     * @param kept the first so many of them with keys and values
     */
    public RecordedThoughts(int problems, int kept) {
        thoughts = new RecordedVectors(problems);
        keysValues = new RecordedVectors(kept);
    }

    @Override
    public void onThoughts(int k, INDArray z, int[] problems) {
        thoughts.record(k, z, problems);
    }

    @Override
    public void onKept(int k, KeptThoughts kept, int[] problems) {
        if (keysValues.problems() > 0) {
            try (INDArray read = kept.read()) {
                keysValues.record(k, read, problems);
            }
        }
    }

    /** Number of thoughts of the problem that had most. */
    public int most() {
        return thoughts.most();
    }

    /** Number of thoughts of a problem. */
    int count(int problem) {
        return thoughts.count(problem);
    }

    /** The vectors that were fed back, {@code [D]}. */
    RecordedVectors thoughts() {
        return thoughts;
    }

    /** Keys and values of all layers, {@code [F]}. */
    RecordedVectors keysValues() {
        return keysValues;
    }

    @Override
    public void close() {
        thoughts.close();
        keysValues.close();
    }
}
