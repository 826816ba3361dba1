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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a GPT-2 in files of others. Names are Hugging Face's, with or without {@code transformer.}, and may have the prefixes that wrappers put
 * before them: {@code base_causallm.} of the official Coconut, {@code module.} of PyTorch's parallel training. What is no parameter (masks, the second names of
 * tied embeddings) is not read.
 */
public final class Gpt2Weights implements AutoCloseable {
    private static final List<String> WRAPPERS = List.of("module.", "base_causallm.");
    private static final String MODEL = "transformer.";
    private static final String HEAD = "lm_head.weight";

    private final Path path;
    private final TensorSource source;
    private final Map<String, String> names = new LinkedHashMap<>();

    private Gpt2Weights(Path path, TensorSource source) {
        this.path = path;
        this.source = source;
        for (String name : source.names()) {
            String other = names.put(ours(name), name);
            if (other != null) {
                throw new ModelException(
                        path + " holds two models: " + other + " and " + name + " are the same array.");
            }
        }
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

    private static String ours(String name) {
        String bare = name;
        for (String wrapper : WRAPPERS) {
            bare = bare.startsWith(wrapper) ? bare.substring(wrapper.length()) : bare;
        }
        boolean whole = bare.startsWith(MODEL) || bare.equals(HEAD) || bare.equals("embedding.weight");
        return whole ? bare : MODEL + bare;
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
        Map<String, long[]> shapes = Gpt2Layout.shapes(config);
        shapes.forEach((name, shape) -> requireShape(name, shape, copied));
        requireTied();
        Parameters parameters = Parameters.zeros(shapes);
        for (String name : parameters.names()) {
            INDArray array = source.read(names.get(name));
            INDArray parameter = parameters.get(name);
            if (name.equals(Gpt2Layout.TOKENS)) {
                parameter
                        .get(NDArrayIndex.interval(0, kept), NDArrayIndex.all())
                        .assign(array.get(NDArrayIndex.interval(0, kept), NDArrayIndex.all()));
                for (long row = kept; row < config.vocabulary(); row++) {
                    parameter.getRow(row).assign(array.getRow(copied));
                }
            } else {
                parameter.assign(array);
            }
            array.close();
        }
        return Model.of(config, parameters);
    }

    private void requireShape(String name, long[] wanted, int copied) {
        long[] shape = shape(name);
        boolean resized = name.equals(Gpt2Layout.TOKENS)
                && shape.length == 2
                && shape[1] == wanted[1]
                && copied >= 0
                && copied < shape[0];
        if (!resized && !Arrays.equals(shape, wanted)) {
            throw new ModelException("Array " + name + " has shape " + Arrays.toString(shape)
                    + ", but the configuration asks for " + Arrays.toString(wanted) + ".");
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
        String head = names.get(HEAD);
        if (head != null) {
            try (INDArray one = source.read(head);
                    INDArray other = source.read(names.get(Gpt2Layout.TOKENS))) {
                if (!one.equalsWithEps(other, 0)) {
                    throw new ModelException(path + " has a head of its own: " + head
                            + " differs from the embeddings, but in GPT-2 both are one array.");
                }
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
