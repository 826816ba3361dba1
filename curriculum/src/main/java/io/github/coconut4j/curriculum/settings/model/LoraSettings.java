package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.lora.Lora;
import java.util.List;

/**
 * Low-rank adapters beside a model that stays as it is (Hu et al. 2021). They alone are trained, saved and given moments.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .model(pretrained(Path.of("llama")).lora(lora().dropout(0.05).withNewTokens()))
 *
 * model:
 *   type: pretrained
 *   path: llama
 *   lora: {dropout: 0.05, train_new_tokens: true}
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range or no target is named.
 *
 * @param rank of the adapters
 * @param alpha weight of what they add; {@code alpha / rank} is what their product is multiplied with
 * @param targets linear layers that get one, by the ends of their names: {@code q_proj, v_proj} for Llama, {@code c_attn} for GPT-2
 * @param dropout share of an adapter's inputs left out at random in training, in each layer others; 0.05 is usual, 0 leaves nothing out
 * @param trainNewTokens whether the embeddings of the tokens around thoughts are trained as well; the others stay as they are
 * @param weights how the matrices of the model itself are kept; all is computed in float32
 */
public record LoraSettings(
        int rank, double alpha, List<String> targets, double dropout, boolean trainNewTokens, Weights weights) {

    /** How many bytes each number takes of what is not trained. */
    public enum Weights {
        /** Four, as they are computed with. */
        FLOAT32,
        /** Two, with the range of float32 and 8 binary digits; widened before each product. */
        BFLOAT16
    }

    public LoraSettings {
        targets = targets == null ? List.of() : List.copyOf(targets);
        weights = weights == null ? Weights.FLOAT32 : weights;
        Checks.between(1, 4096, rank, "rank");
        Checks.above(0, 65_536, alpha, "alpha");
        if (targets.isEmpty()) {
            throw new CurriculumException(
                    "targets is missing: name the layers, for example [q_proj, v_proj] for Llama or [c_attn] for"
                            + " GPT-2.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new CurriculumException("dropout must be 0 or more and below 1, not " + dropout + ".");
        }
    }

    /**
     * {@return the same with a share of the adapters' inputs left out in training}
     *
     * @param share 0 or more, below 1
     */
    public LoraSettings dropout(double share) {
        return new LoraSettings(rank, alpha, targets, share, trainNewTokens, weights);
    }

    /** {@return the same that trains the embeddings of the tokens around thoughts as well} */
    public LoraSettings withNewTokens() {
        return new LoraSettings(rank, alpha, targets, dropout, true, weights);
    }

    /**
     * {@return the same beside a model that is kept otherwise}
     *
     * @param kept how
     */
    public LoraSettings weights(Weights kept) {
        return new LoraSettings(rank, alpha, targets, dropout, trainNewTokens, kept);
    }

    /** @param tokens those of thoughts */
    Lora lora(LatentTokens tokens) {
        return new Lora(
                rank,
                alpha,
                dropout,
                targets,
                trainNewTokens ? List.of(tokens.startLatent(), tokens.latent(), tokens.endLatent()) : List.of(),
                weights == Weights.BFLOAT16);
    }
}
