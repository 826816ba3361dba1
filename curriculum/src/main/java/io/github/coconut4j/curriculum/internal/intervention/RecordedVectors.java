package io.github.coconut4j.curriculum.internal.intervention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A vector of each thought of each problem: for each k an array {@code [N, W]}. Holds native memory; whoever makes it closes it. */
final class RecordedVectors implements AutoCloseable {
    private final List<INDArray> vectors = new ArrayList<>();
    private final int[] counts;

    RecordedVectors(int problems) {
        counts = new int[problems];
    }

    int problems() {
        return counts.length;
    }

    /**
     * Records the k-th vectors of some problems; of others than the first N there is no record.
     *
     * @param rows {@code [n, W]}
     * @param problems {@code [n]}; below 0 where a row is of none
     */
    void record(int k, INDArray rows, int... problems) {
        while (vectors.size() <= k) {
            vectors.add(Nd4j.zeros(DataType.FLOAT, counts.length, rows.size(1)));
        }
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] >= 0 && problems[i] < counts.length) {
                vectors.get(k).putRow(problems[i], rows.getRow(i));
                counts[problems[i]] = k + 1;
            }
        }
    }

    /** Number of thoughts of the problem that had most. */
    int most() {
        return vectors.size();
    }

    /** Number of thoughts of a problem. */
    int count(int problem) {
        return counts[problem];
    }

    /** Numbers W of a vector. */
    int width() {
        return Math.toIntExact(vectors.get(0).size(1));
    }

    /** That of the k-th thought of a problem, {@code [W]}; a copy. */
    float[] vector(int k, int problem) {
        return vectors.get(k).getRow(problem).toFloatVector();
    }

    /** Mean over the problems that have a k-th thought, {@code [W]}. */
    float[] meanOfStep(int k) {
        long have = Arrays.stream(counts).filter(count -> count > k).count();
        try (INDArray sum = vectors.get(k).sum(0)) {
            return sum.divi(Math.max(1, have)).toFloatVector();
        }
    }

    /** Mean over all thoughts, {@code [W]}. */
    float[] mean() {
        try (INDArray sum = Nd4j.zeros(DataType.FLOAT, width())) {
            vectors.forEach(step -> sum.addi(step.sum(0)));
            return sum.divi(all()).toFloatVector();
        }
    }

    /** Mean length (L2) of a part of each vector. */
    double meanLength(Part part) {
        double sum = vectors.stream()
                .map(step -> step.get(NDArrayIndex.all(), NDArrayIndex.interval(part.begin(), part.end())))
                .mapToDouble(step -> step.norm2(1).sumNumber().doubleValue())
                .sum();
        return sum / all();
    }

    private int all() {
        return Math.max(1, Arrays.stream(counts).sum());
    }

    @Override
    public void close() {
        vectors.forEach(INDArray::close);
        vectors.clear();
    }
}
