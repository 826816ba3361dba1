package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model: its configuration and its parameters, which it owns. Read and written by {@code model.folder}. */
public final class Model implements AutoCloseable {
    private final ModelConfig config;
    private final Parameters parameters;
    private final Optional<FrozenWeights> frozen;

    private Model(ModelConfig config, Parameters parameters, Optional<FrozenWeights> frozen) {
        this.config = config;
        this.parameters = parameters;
        this.frozen = frozen;
    }

    /**
     * {@return a fresh model; to be closed}
     *
     * @param config sizes, special tokens and loop
     * @param initialisation how wide its numbers are scattered
     * @param seed the same seed gives the same numbers
     */
    public static Model create(ModelConfig config, Initialisation initialisation, long seed) {
        Parameters parameters = Parameters.of(config);
        draw(config.decoder().parameters(), parameters, initialisation, config, seed);
        return new Model(config, parameters, Optional.empty());
    }

    private static void draw(
            List<ParameterSpec> specs,
            Parameters parameters,
            Initialisation initialisation,
            ModelConfig config,
            long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (ParameterSpec parameter : specs) {
            initialisation.fill(parameters.get(parameter.name()), parameter, config.layers(), random);
        }
    }

    /**
     * {@return a model of parameters that it owns from now on}
     *
     * @param config sizes, special tokens and loop
     * @param parameters with all that the configuration asks for
     * @throws ModelException when one is missing or has another shape than the configuration asks for
     */
    public static Model of(ModelConfig config, Parameters parameters) {
        parameters.requireShapes(ParameterSpec.shapes(config.decoder().parameters()));
        return new Model(config, parameters, Optional.empty());
    }

    /**
     * {@return the same parameters, of which those that are not trained lie there as well} Both models share them: close one of the two.
     *
     * @param weights where they lie
     */
    public Model frozen(FrozenWeights weights) {
        return new Model(config, parameters, Optional.of(weights));
    }

    /**
     * Draws what is trained anew; the same seed gives the same numbers.
     *
     * @param initialisation how wide its numbers are scattered
     * @param seed of the random numbers
     */
    public void drawTrained(Initialisation initialisation, long seed) {
        draw(config.decoder().trained(), parameters, initialisation, config, seed);
    }

    /**
     * {@return the same parameters with another loop} Both models share them: close one of the two.
     *
     * @param options how the loop differs from that of the paper
     */
    public Model loop(LoopOptions options) {
        return new Model(config.loop(options), parameters, frozen);
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
        return new Model(grown, larger, frozen);
    }

    /** {@return sizes, special tokens and loop} */
    public ModelConfig config() {
        return config;
    }

    /** {@return where the parameters lie that are not trained; empty when nobody has said, or all are trained} */
    public Optional<FrozenWeights> frozen() {
        return frozen;
    }

    /** {@return the weights themselves, not a copy} */
    public Parameters parameters() {
        return parameters;
    }

    /** {@return names of the parameters that training changes} */
    public List<String> trained() {
        return config.decoder().trained().stream().map(ParameterSpec::name).toList();
    }

    /** {@return the arrays by name, as plans are bound to them; see {@link Parameters#given}} */
    public Map<String, INDArray> arrays() {
        return parameters.given();
    }

    @Override
    public void close() {
        parameters.close();
    }
}
