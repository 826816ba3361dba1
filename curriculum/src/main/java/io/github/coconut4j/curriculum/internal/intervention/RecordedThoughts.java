package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The thoughts that problems had when nobody interfered: for each k an array {@code [N, D]}. Holds native memory; whoever makes it closes it. */
public final class RecordedThoughts implements ThoughtObserver, AutoCloseable {
    private final List<INDArray> thoughts = new ArrayList<>();
    private final int[] counts;

    public RecordedThoughts(int problems) {
        counts = new int[problems];
    }

    @Override
    public void onThoughts(int k, INDArray z, int[] problems) {
        while (thoughts.size() <= k) {
            thoughts.add(Nd4j.zeros(DataType.FLOAT, counts.length, z.size(1)));
        }
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] >= 0) {
                thoughts.get(k).putRow(problems[i], z.getRow(i));
                counts[problems[i]] = k + 1;
            }
        }
    }

    /** Number of thoughts of the problem that had most. */
    public int most() {
        return thoughts.size();
    }

    /** Number of thoughts of a problem. */
    int count(int problem) {
        return counts[problem];
    }

    /** The k-th thought of a problem, {@code [D]}; a view. */
    INDArray thought(int k, int problem) {
        return thoughts.get(k).getRow(problem);
    }

    /** Mean of the k-th thoughts over the problems that have one, {@code [D]}. */
    INDArray meanOfStep(int k) {
        long have = Arrays.stream(counts).filter(count -> count > k).count();
        return thoughts.get(k).sum(0).divi(Math.max(1, have));
    }

    /** Mean of all thoughts, {@code [D]}. */
    INDArray mean() {
        INDArray sum = Nd4j.zeros(DataType.FLOAT, thoughts.get(0).size(1));
        thoughts.forEach(step -> sum.addi(step.sum(0)));
        return sum.divi(Math.max(1, Arrays.stream(counts).sum()));
    }

    /** Mean length (L2) of all thoughts. */
    double meanNorm() {
        double sum = thoughts.stream()
                .mapToDouble(step -> step.norm2(1).sumNumber().doubleValue())
                .sum();
        return sum / Math.max(1, Arrays.stream(counts).sum());
    }

    @Override
    public void close() {
        thoughts.forEach(INDArray::close);
        thoughts.clear();
    }
}
