package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a graph for others says of itself in named constants, scalars of int.
 *
 * @param latent the id of the token that stands where a thought goes
 * @param marks 0 and NaN
 */
record GraphConstants(SDVariable latent, SDVariable marks) {
    private static final String LATENT = "latent_id";

    /** Their names and values, but for {@code thoughts}, which is no matter of the model. */
    static Map<String, Integer> values(ModelConfig config) {
        LatentTokens tokens = config.tokens();
        Map<String, Integer> values = new LinkedHashMap<>();
        values.put("start_latent_id", tokens.startLatent());
        values.put(LATENT, tokens.latent());
        values.put("end_latent_id", tokens.endLatent());
        values.put("eos_token_id", tokens.eos());
        values.put("pad_token_id", tokens.pad());
        values.put("vocabulary", config.vocabulary());
        values.put("positions", config.positions());
        return values;
    }

    /** Writes them into a graph. */
    static GraphConstants in(SameDiff sd, ModelConfig config) {
        values(config).forEach((name, value) -> sd.constant(name, Nd4j.scalar(value)));
        return new GraphConstants(sd.getVariable(LATENT), sd.constant(Nd4j.createFromArray(0, Float.NaN)));
    }

    /**
     * NaN where something cannot be computed: a number could be taken for a result.
     *
     * @param states {@code [N, D]}
     * @param isUndefined 1 or 0, {@code [N]}
     */
    SDVariable undefined(SDVariable states, SDVariable isUndefined) {
        SameDiff sd = states.getSameDiff();
        SDVariable mark = sd.gather(marks, sd.castTo(isUndefined, DataType.INT32), 0);
        return states.add(sd.reshape(mark, -1, 1));
    }
}
