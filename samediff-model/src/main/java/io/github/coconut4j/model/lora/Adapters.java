package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;

/** What can be done with the adapters of a model. */
public final class Adapters {
    private Adapters() {}

    /**
     * {@return a decoder without its adapters; itself when it has none}
     *
     * @param decoder any
     */
    public static DecoderConfig base(DecoderConfig decoder) {
        return decoder instanceof LoraConfig adapted ? adapted.base() : decoder;
    }

    /**
     * Puts the adapters of a model into the matrices they stand beside (Hu et al. 2021, section 4.1: no more work when the model is asked). Matrices in half precision become
     * floats; of all others no second copy is made.
     *
     * @param model that must not be used any more; without adapters it is what comes back
     * @return the same model without adapters
     */
    public static Model merged(Model model) {
        ModelConfig config = model.config();
        if (!(config.decoder() instanceof LoraConfig adapted)) {
            return model;
        }
        ModelConfig plain = new ModelConfig(adapted.base(), config.tokens(), config.loop());
        Parameters given = model.parameters();
        Parameters base = adapted.halved().isEmpty()
                ? given.only(adapted.base().parameters().stream()
                        .map(ParameterSpec::name)
                        .toList())
                : widened(given, plain);
        for (Adapter adapter : adapted.adapters()) {
            adapter.addTo(
                    base.get(adapter.matrix()),
                    adapted.base().matrixOrder(),
                    given.get(adapter.down()),
                    given.get(adapter.up()),
                    adapted.lora().scale());
        }
        adapted.tokenAdapter().ifPresent(tokens -> tokens.addTo(base.get(tokens.table()), given.get(tokens.added())));
        if (!adapted.halved().isEmpty()) {
            model.close();
        }
        return Model.of(plain, base);
    }

    private static Parameters widened(Parameters given, ModelConfig plain) {
        Parameters floats = Parameters.of(plain);
        floats.arrays().forEach((name, array) -> array.assign(given.get(name)));
        return floats;
    }
}
