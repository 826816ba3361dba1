package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import io.github.coconut4j.model.folder.Gpt2ConfigFile;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.SameDiffFile;
import io.github.coconut4j.model.folder.ServingGraph;
import io.github.coconut4j.model.folder.StepGraph;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.loop.LoopOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A model: its configuration and its parameters, which it owns. */
public final class Model implements AutoCloseable {
    private final Gpt2Config config;
    private final Parameters parameters;

    private Model(Gpt2Config config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
    }

    /** A fresh model; the same seed gives the same numbers. */
    public static Model create(Gpt2Config config, Initialisation initialisation, long seed) {
        Parameters parameters = Parameters.zeros(Gpt2Layout.shapes(config));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (String name : parameters.names()) {
            fill(parameters.get(name), name, config, initialisation, random);
        }
        return new Model(config, parameters);
    }

    private static void fill(
            INDArray array, String name, Gpt2Config config, Initialisation initialisation, RandomGenerator random) {
        boolean embedding = name.equals(Gpt2Layout.TOKENS) || name.equals(Gpt2Layout.POSITIONS);
        if (array.rank() == 2) {
            boolean intoResidual = name.endsWith("c_proj.weight");
            double std = embedding ? initialisation.embeddingStd() : initialisation.std();
            double scale = intoResidual ? std / Math.sqrt(2.0 * config.layers()) : std;
            for (long i = 0; i < array.length(); i++) {
                array.data().put(i, (float) (scale * random.nextGaussian()));
            }
        } else if (name.endsWith(".weight")) {
            array.assign(1);
        }
    }

    /**
     * A model from arrays with Hugging Face names, with or without the {@code transformer.} prefix; the arrays are copied.
     *
     * @throws ModelException when one is missing or has another shape
     */
    public static Model of(Gpt2Config config, Map<String, INDArray> arrays) {
        Map<String, INDArray> found = new HashMap<>();
        Map<String, long[]> shapes = Gpt2Layout.shapes(config);
        shapes.forEach((name, shape) -> found.put(name, find(name, shape, arrays))); // before any memory is asked for
        Parameters parameters = Parameters.zeros(shapes);
        found.forEach((name, array) -> parameters.get(name).assign(array));
        return new Model(config, parameters);
    }

    /** A model of parameters that it owns from now on. */
    public static Model of(Gpt2Config config, Parameters parameters) {
        return new Model(config, parameters);
    }

    private static INDArray find(String name, long[] shape, Map<String, INDArray> arrays) {
        INDArray array = arrays.getOrDefault(name, arrays.get(name.replaceFirst("^transformer\\.", "")));
        if (array == null) {
            throw new ModelException("The model lacks the array " + name + ".");
        }
        if (!Arrays.equals(array.shape(), shape)) {
            throw new ModelException("Array " + name + " has shape " + Arrays.toString(array.shape())
                    + ", but the configuration asks for " + Arrays.toString(shape) + ".");
        }
        return array;
    }

    /**
     * Reads a folder with {@code config.json} and weights: safetensors or what PyTorch saves, in one file or in shards. Wider and narrower floating point numbers
     * become float.
     *
     * @throws ModelException when it is no such folder
     */
    public static Model load(Path folder) {
        NativeThreads.one();
        return ModelFolder.load(folder);
    }

    /**
     * Reads a model for a tokenizer with another number of tokens than it knows, for instance a GPT-2 that has never had a thought.
     *
     * @param folder with {@code config.json}
     * @param weights the same folder, or a file of weights for that configuration: safetensors, or a {@code torch.save} of a state_dict as the official Coconut
     *     leaves it
     * @param tokens ids of the special tokens; what the folder says of them does not count
     * @param growth which embeddings are kept, and what the others begin with
     * @throws ModelException when it is no such folder, or the weights are of another model
     */
    public static Model load(Path folder, Path weights, LatentTokens tokens, VocabularyGrowth growth) {
        NativeThreads.one();
        return ModelFolder.load(folder, weights, tokens, growth);
    }

    /**
     * The sizes of the model that {@link #load(Path, Path, LatentTokens, VocabularyGrowth)} would read, without reading its weights.
     *
     * @throws ModelException when the folder holds no {@code config.json} of a GPT-2
     */
    public static Gpt2Config sizes(Path folder, LatentTokens tokens, int vocabulary) {
        return Gpt2ConfigFile.read(folder).config(tokens, vocabulary);
    }

    /** The same parameters with another loop. Both models share them: close one of the two. */
    public Model loop(LoopOptions options) {
        return new Model(config.loop(options), parameters);
    }

    /**
     * Makes room for tokens the model does not know yet. Their embeddings start as copies of that of the latent token, everything else stays as it is.
     *
     * @param known tokens of the vocabulary that keep their embeddings
     * @param vocabulary tokens in all; if the model has room for as many, it keeps what it has
     * @return a model of its own; this one is closed
     */
    public Model withTokens(int known, int vocabulary) {
        Model larger = new Model(
                config.vocabulary(Math.max(vocabulary, config.vocabulary())),
                Parameters.zeros(Gpt2Layout.shapes(config.vocabulary(Math.max(vocabulary, config.vocabulary())))));
        for (String name : parameters.names()) {
            INDArray from = parameters.get(name);
            INDArray to = larger.parameters.get(name);
            (name.equals(Gpt2Layout.TOKENS)
                            ? to.get(NDArrayIndex.interval(0, config.vocabulary()), NDArrayIndex.all())
                            : to)
                    .assign(from);
        }
        INDArray embeddings = larger.parameters.get(Gpt2Layout.TOKENS);
        for (int token = known; token < vocabulary; token++) {
            embeddings.getRow(token).assign(embeddings.getRow(config.tokens().latent()));
        }
        close();
        return larger;
    }

    /** Writes {@code config.json} and {@code model.safetensors} into an existing folder. */
    public void save(Path folder) {
        ModelFolder.save(this, folder);
    }

    /**
     * Writes the model as a SameDiff file that {@code SameDiff.load(file, false)} opens and runs without this library: placeholder {@code input_ids [1, S] int},
     * one row of any length that holds exactly {@code thoughts} latent tokens side by side behind its first token; output {@code logits [1, S, V]}. The constant
     * {@code eos_token_id} and, with thoughts, {@code latent_id} name the special tokens. The file appears whole or not at all.
     *
     * @param thoughts latent tokens K of every row, 0 for a model without thoughts
     * @throws ModelException when the file cannot be written
     */
    public void exportSameDiff(Path file, int thoughts) {
        SameDiffFile.write(ServingGraph.of(this, thoughts), file);
    }

    /**
     * Writes the graph of one more column as a SameDiff file. It goes on where {@link #exportSameDiff} or it itself left off: placeholders {@code input_ids [1, 1] int},
     * {@code past_hidden [1, D]} and, for each layer i, {@code past_keys_i} and {@code past_values_i} {@code [1, H, P, d]}; outputs {@code logits [1, 1, V]}, {@code
     * hidden [1, D]}, {@code keys_i} and {@code values_i} {@code [1, H, P + 1, d]}. The latent token makes the column a thought, so a row may have any number of them.
     * With a bottleneck there is {@code past_question [1] int} besides, and {@code question} among the outputs of both files.
     *
     * @throws ModelException when the file cannot be written
     */
    public void exportSameDiffStep(Path file) {
        SameDiffFile.write(StepGraph.of(this), file);
    }

    public Gpt2Config config() {
        return config;
    }

    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
