package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.io.TensorFiles;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a GPT-2 in files of others, under the names that {@link Gpt2Names} finds. What is no parameter (masks, the second names of tied embeddings) is not
 * read. Files of nanoGPT have their matrices the other way round, {@code [out, in]}, and may have no biases, which are zeros then.
 */
public final class Gpt2Weights implements AutoCloseable {
    private static final String BIAS = ".bias";

    private final Path path;
    private final TensorSource source;
    private final Map<String, String> names;
    private final int layers;
    private final boolean hasBiases;
    private final boolean turned;

    private Gpt2Weights(Path path, TensorSource source) {
        this.path = path;
        this.source = source;
        Gpt2Names found = Gpt2Names.of(path, source.names());
        names = found.theirs();
        layers = found.layers();
        hasBiases = names.keySet().stream().anyMatch(name -> name.endsWith(BIAS) && !name.endsWith(".attn" + BIAS));
        String joint = names.get(Gpt2Layout.block(0) + ".attn.c_attn.weight");
        long[] shape = joint == null ? new long[0] : source.shape(joint);
        turned = shape.length == 2 && shape[0] == 3 * shape[1];
    }

    /** Opens a folder or a file; see {@link TensorFiles#open}. */
    public static Gpt2Weights open(Path path) {
        TensorSource source = TensorFiles.open(path);
        try {
            return new Gpt2Weights(path, source);
        } catch (ModelException e) {
            source.close();
            throw e;
        }
    }

    /** How many tokens have an embedding. */
    public int vocabulary() {
        long[] shape = shape(Gpt2Layout.TOKENS);
        return shape.length == 2 ? Math.toIntExact(shape[0]) : 0;
    }

    /**
     * Reads the model. Every shape is looked at before any memory is asked for.
     *
     * @param kept embeddings that are taken over, the first ones
     * @param copied token whose embedding is copied to the other tokens. -1 when every token must have one
     */
    Model read(Gpt2Config config, int kept, int copied) {
        requireSettings(config);
        Map<String, long[]> shapes = Gpt2Layout.shapes(config);
        shapes.forEach((name, shape) -> requireShape(name, shape, copied));
        requireTied();
        Parameters parameters = Parameters.zeros(shapes);
        try {
            for (String name : parameters.names()) {
                if (!isLeftOut(name)) {
                    try (INDArray array = source.read(names.get(name))) {
                        copy(array, parameters.get(name), name, kept, copied);
                    }
                }
            }
        } catch (ModelException e) {
            parameters.close();
            throw e;
        }
        return Model.of(config, parameters);
    }

    private void copy(INDArray array, INDArray parameter, String name, int kept, int copied) {
        if (name.equals(Gpt2Layout.TOKENS)) {
            parameter
                    .get(NDArrayIndex.interval(0, kept), NDArrayIndex.all())
                    .assign(array.get(NDArrayIndex.interval(0, kept), NDArrayIndex.all()));
            for (long row = kept; row < parameter.size(0); row++) {
                parameter.getRow(row).assign(array.getRow(copied));
            }
        } else {
            parameter.assign(isTurned(name) ? array.transpose() : array);
        }
    }

    /** Counts first: a configuration of a million layers is not even laid out. */
    private void requireSettings(Gpt2Config config) {
        if (config.layers() != layers) {
            throw new ModelException("It has " + layers + " layers, but n_layer is " + config.layers() + ".");
        }
        Map<String, Integer> asked = Map.of(
                "n_layer", config.layers(),
                "n_head", config.heads(),
                "n_embd", config.width(),
                "block_size", config.positions());
        asked.forEach((name, value) -> {
            Long said = source.settings().get(name);
            if (said != null && said != value.longValue()) {
                throw new ModelException("It says of itself that " + name + " is " + said + ", not " + value + ".");
            }
        });
    }

    /** Whether these are weights as nanoGPT has them. */
    public boolean isTurned() {
        return turned;
    }

    private boolean isTurned(String name) {
        return turned && name.matches("transformer\\.h\\.\\d+\\.(attn|mlp)\\..*\\.weight");
    }

    private boolean isLeftOut(String name) {
        return turned && !hasBiases && name.endsWith(BIAS) && !names.containsKey(name);
    }

    private void requireShape(String name, long[] wanted, int copied) {
        if (isLeftOut(name)) {
            return;
        }
        long[] shape = shape(name);
        long[] asked = isTurned(name) ? new long[] {wanted[1], wanted[0]} : wanted;
        boolean resized = name.equals(Gpt2Layout.TOKENS)
                && shape.length == 2
                && shape[1] == wanted[1]
                && copied >= 0
                && copied < shape[0];
        if (!resized && !Arrays.equals(shape, asked)) {
            throw new ModelException("Array " + name + " has shape " + Arrays.toString(shape)
                    + ", but the configuration asks for " + Arrays.toString(asked) + ".");
        }
    }

    private long[] shape(String name) {
        String theirs = names.get(name);
        if (theirs == null) {
            throw new ModelException("The model lacks the array " + name + ".");
        }
        return source.shape(theirs);
    }

    /** GPT-2's head is its embedding once more; a file that says otherwise is of another model. */
    private void requireTied() {
        String first = names.get(Gpt2Layout.TOKENS);
        for (String name : Gpt2Names.EMBEDDINGS) {
            String second = names.get(name);
            if (second != null && !second.equals(first)) {
                try (INDArray one = source.read(second);
                        INDArray other = source.read(first)) {
                    if (!one.equalsWithEps(other, 0)) {
                        throw new ModelException(path + " has a head of its own: " + second + " differs from " + first
                                + ", but in GPT-2 both are one array.");
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
