package io.github.coconut4j.model.parity;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import io.github.coconut4j.model.train.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A batch with the loss, logits and gradients that somebody else's program computed for it. */
final class Reference implements AutoCloseable {
    private static final String GRADIENT = "grad.";
    /** Some programs list a tied head beside the embedding that it is. */
    private static final String HEAD = "lm_head.weight";

    private final Path file;
    private final Model model;
    private final Map<String, INDArray> arrays;

    private Reference(Path file, Model model, Map<String, INDArray> arrays) {
        this.file = file;
        this.model = model;
        this.arrays = arrays;
    }

    static Reference read(Path file, Model model) {
        return new Reference(file, model, SafeTensors.read(file));
    }

    List<Difference> compare() {
        requireKnownGradients();
        INDArray ids = array("input_ids");
        if (ids.rank() != 2) {
            throw new ModelException(
                    file + " has input_ids of shape " + Arrays.toString(ids.shape()) + "; [rows, columns] is needed.");
        }
        long rows = ids.size(0);
        long columns = ids.size(1);
        INDArray mask = array("attention_mask", rows, columns);
        MultiDataSet batch = new MultiDataSet(
                new INDArray[] {ids, mask, array("position_ids", rows, columns)},
                new INDArray[] {array("labels", rows, columns)});
        List<Difference> differences = new ArrayList<>();
        INDArray logits = array("logits", rows, columns, model.config().vocabulary());
        try (BatchLogits actual = BatchLogits.of(model, batch)) {
            differences.add(actual.difference("logits", logits, mask));
        }
        compareLossAndGradients(batch, differences);
        return differences;
    }

    private void compareLossAndGradients(MultiDataSet batch, List<Difference> differences) {
        INDArray expected = array("loss");
        if (expected.length() != 1) {
            throw new ModelException(file + " has a loss of shape " + Arrays.toString(expected.shape())
                    + "; one number is needed, the mean over the labelled tokens.");
        }
        ExecutorOptions options = ExecutorOptions.defaults();
        try (Executor executor = new Executor(model, options)) {
            Loss loss = executor.accumulate(batch);
            Difference.Sum sum = new Difference.Sum();
            sum.add(loss.mean(), expected.getDouble(0));
            differences.add(sum.difference("loss"));
            executor.gradients().divi(loss.tokens());
            for (String name : model.trained()) {
                INDArray actual = executor.gradient(name);
                differences.add(Difference.between(GRADIENT + name, actual, gradient(name, actual.shape())));
            }
        }
    }

    /** A parameter that the model lacks would otherwise never be looked at. */
    private void requireKnownGradients() {
        Set<String> known = new HashSet<>(Set.of(GRADIENT + HEAD));
        for (String parameter : model.parameters().names()) {
            known.add(GRADIENT + parameter);
            known.add(bare(parameter));
        }
        for (String name : arrays.keySet()) {
            if (name.startsWith(GRADIENT) && !known.contains(name)) {
                throw new ModelException(file + " is no reference for this model: it has the array " + name
                        + ", but the model has no such parameter.");
            }
        }
    }

    /** The gradient of a parameter; as in a model file, the prefix of its name may be missing. */
    private INDArray gradient(String parameter, long... shape) {
        String bare = bare(parameter);
        return array(arrays.containsKey(bare) ? bare : GRADIENT + parameter, shape);
    }

    private static String bare(String parameter) {
        return GRADIENT + parameter.replaceFirst("^transformer\\.", "");
    }

    private INDArray array(String name, long... shape) {
        INDArray array = arrays.get(name);
        if (array == null) {
            throw new ModelException(file + " is no reference for this model: it lacks the array " + name + ".");
        }
        if (shape.length > 0 && !Arrays.equals(array.shape(), shape)) {
            throw new ModelException(file + " does not fit the model: array " + name + " has shape "
                    + Arrays.toString(array.shape()) + ", but " + Arrays.toString(shape) + " is needed.");
        }
        return array;
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
    }
}
