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
     * Puts the adapters of a model into the matrices they stand beside (Hu et al. 2021, section 4.1: no more work when the model is asked). No second copy of the model is made.
     *
     * @param model that must not be used any more; without adapters it is what comes back
     * @return the same model without adapters
     */
    public static Model merged(Model model) {
        ModelConfig config = model.config();
        if (!(config.decoder() instanceof LoraConfig adapted)) {
            return model;
        }
        Parameters parameters = model.parameters();
        for (Adapter adapter : adapted.adapters()) {
            adapter.addTo(
                    parameters.get(adapter.matrix()),
                    adapted.base().matrixOrder(),
                    parameters.get(adapter.down()),
                    parameters.get(adapter.up()),
                    adapted.lora().scale());
        }
        adapted.tokenAdapter()
                .ifPresent(tokens -> tokens.addTo(parameters.get(tokens.table()), parameters.get(tokens.added())));
        return Model.of(
                new ModelConfig(adapted.base(), config.tokens(), config.loop()),
                parameters.only(adapted.base().parameters().stream()
                        .map(ParameterSpec::name)
                        .toList()));
    }
}
