package io.github.coconut4j.model.folder;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives both graphs what nobody should give them and prints a line for each call: what was tried, the shape of the logits, and for each column 1 where they are numbers,
 * 0 where they are NaN. A program of its own, started by {@link GraphMisuseTest}, because what is tried here has ended whole JVMs.
 */
public final class Misuse {
    private static final List<String> STATES = List.of("hidden", "keys_0", "values_0", "keys_1", "values_1");

    private final SameDiff model;
    private final SameDiff step;
    private final int latent;

    private Misuse(File folder) {
        model = SameDiff.load(new File(folder, "model.fb"), false);
        step = SameDiff.load(new File(folder, "step.fb"), false);
        latent = model.getVariable("latent_id").getArr().getInt(0);
    }

    /** Argument: folder with model.fb for two thoughts, a vocabulary of 13 and 24 positions, and its step.fb. */
    public static void main(String[] arguments) {
        Misuse misuse = new Misuse(new File(arguments[0]));
        misuse.rows();
        misuse.arrays();
        misuse.steps();
    }

    private void rows() {
        run("as it should be", ids(new int[][] {{1, 2, latent, latent, 3}}));
        run("id 13", ids(new int[][] {{1, 13, 2}}));
        run("id -1", ids(new int[][] {{1, 2, -1}}));
        run("ids far away", ids(new int[][] {{1, Integer.MAX_VALUE, 2}, {1, 2, Integer.MIN_VALUE}}));
        run("an id beyond int", Nd4j.createFromArray(new long[][] {{1, (1L << 32) + 5, 2}}));
        run("one thought", ids(new int[][] {{1, latent, 2}}));
        run("no thought", ids(new int[][] {{1, 2, 3}}));
        run("three thoughts", ids(new int[][] {{1, latent, latent, latent, 2}, {1, 2, 3, 4, 5}}));
        run("thoughts first", ids(new int[][] {{latent, latent, 2}}));
        run("thoughts alone", ids(new int[][] {{latent}}));
        run("26 columns", Nd4j.zeros(DataType.INT32, 2, 26));
    }

    private void arrays() {
        run("one axis", Nd4j.createFromArray(1, 2, 3));
        run("three axes", Nd4j.zeros(DataType.INT32, 2, 2, 3));
        run("no columns", Nd4j.create(DataType.INT32, 1, 0));
        run("no rows", Nd4j.create(DataType.INT32, 0, 3));
        run("a scalar", Nd4j.scalar(1));
    }

    private void steps() {
        Map<String, INDArray> past = past(new int[][] {{1, 2, 3}, {4, 5, 6}});
        step("step", past, new int[][] {{latent}, {2}});
        step("step, id 13", past, new int[][] {{1}, {13}});
        step("step, id -5", past, new int[][] {{-5}, {1}});
        step("step, one row behind two", past, new int[][] {{1}});
        step("step, four rows behind two", past, new int[][] {{1}, {1}, {1}, {1}});
        step("step, two columns", past, new int[][] {{1, 2}});
        step("step, two columns of two rows", past, new int[][] {{1, 2}, {3, 4}});
        step("step, a layer of fewer columns", shorter(past, "keys_1", "values_1"), new int[][] {{1}, {1}});
        step("step, values of fewer columns", shorter(past, "values_0"), new int[][] {{1}, {1}});
        step("step, column 24", past(new int[1][24]), new int[][] {{1}});
        step("step behind NaN", past(new int[][] {{1, 99, 3}, {4, 5, 6}}), new int[][] {{1}, {latent}});
    }

    private Map<String, INDArray> past(int[][] rows) {
        return model.output(Map.of("input_ids", ids(rows)), STATES);
    }

    private static Map<String, INDArray> shorter(Map<String, INDArray> past, String... names) {
        Map<String, INDArray> shorter = new HashMap<>(past);
        for (String name : names) {
            INDArray array = past.get(name);
            shorter.put(
                    name,
                    array.get(all(), all(), interval(0, array.size(2) - 1), all())
                            .dup());
        }
        return shorter;
    }

    private static INDArray ids(int[][] rows) {
        return Nd4j.createFromArray(rows);
    }

    private void run(String name, INDArray ids) {
        report(name, () -> model.outputSingle(Map.of("input_ids", ids), "logits"));
    }

    private void step(String name, Map<String, INDArray> past, int[][] rows) {
        Map<String, INDArray> inputs = new HashMap<>();
        past.forEach((state, array) -> inputs.put("past_" + state, array));
        inputs.put("input_ids", ids(rows));
        report(name, () -> step.outputSingle(inputs, "logits"));
    }

    private static void report(String name, Supplier<INDArray> call) {
        String result;
        try {
            INDArray logits = call.get();
            INDArray columns = logits.reshape(-1, logits.size(logits.rank() - 1));
            StringBuilder marks = new StringBuilder();
            for (double[] column : columns.toDoubleMatrix()) {
                long gone = Arrays.stream(column).filter(Double::isNaN).count();
                marks.append(gone == 0 ? "1" : gone == column.length ? "0" : "?");
            }
            result = Arrays.toString(logits.shape()) + " " + marks;
        } catch (RuntimeException refused) {
            result = "refused";
        }
        System.out.println(">" + name + ": " + result);
    }
}
