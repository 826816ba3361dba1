package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model: its configuration and its parameters, which it owns. Read and written by {@code model.folder}. */
public final class Model implements AutoCloseable {
    private final ModelConfig config;
    private final Parameters parameters;

    private Model(ModelConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
    }

    /** A fresh model; the same seed gives the same numbers. */
    public static Model create(ModelConfig config, Initialisation initialisation, long seed) {
        Parameters parameters = Parameters.of(config);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (ParameterSpec parameter : config.decoder().parameters()) {
            initialisation.fill(parameters.get(parameter.name()), parameter.kind(), config.layers(), random);
        }
        return new Model(config, parameters);
    }

    /**
     * A model of parameters that it owns from now on.
     *
     * @throws ModelException when one is missing or has another shape than the configuration asks for
     */
    public static Model of(ModelConfig config, Parameters parameters) {
        parameters.requireShapes(ParameterSpec.shapes(config.decoder().parameters()));
        return new Model(config, parameters);
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
        ModelConfig grown = config.vocabulary(Math.max(vocabulary, config.vocabulary()));
        Parameters larger = Parameters.of(grown);
        for (ParameterSpec parameter : grown.decoder().parameters()) {
            INDArray from = parameters.get(parameter.name());
            INDArray to = larger.get(parameter.name());
            if (!parameter.hasTokens()) {
                to.assign(from);
                continue;
            }
            parameter.tokens(to, 0, config.vocabulary()).assign(from);
            INDArray latent = parameter.tokens(
                    from, config.tokens().latent(), config.tokens().latent() + 1L);
            for (int token = known; token < vocabulary; token++) {
                parameter.tokens(to, token, token + 1L).assign(latent);
            }
        }
        close();
        return new Model(grown, larger);
    }

    public ModelConfig config() {
        return config;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The arrays by name, as plans are bound to them. */
    public Map<String, INDArray> arrays() {
        return parameters.arrays();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
