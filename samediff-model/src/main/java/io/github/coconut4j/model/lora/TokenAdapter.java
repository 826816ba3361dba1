package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.ParameterKind;
import io.github.coconut4j.model.decoder.ParameterSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is added to the embeddings of a few tokens, those of thoughts for instance, while all others stay as they are.
 *
 * @param decoder whose embeddings they are; a tied LM head is read through the same table, one of its own stays as it is
 * @param tokens their ids
 */
public record TokenAdapter(DecoderConfig decoder, List<Integer> tokens) {
    /** {@return name of the table that it stands beside} */
    public String table() {
        return decoder.tokenEmbeddings();
    }

    /** {@return name of what is added, {@code [tokens, D]}} */
    public String added() {
        return Adapter.layer(table()) + ".lora_tokens.weight";
    }

    /** Whether the table is the LM head as well. */
    boolean isTied() {
        return decoder.parameters().stream().filter(ParameterSpec::hasTokens).count() == 1;
    }

    ParameterSpec parameter() {
        return new ParameterSpec(
                added(), ParameterKind.ADAPTER_UP, ParameterSpec.NO_TOKENS, tokens.size(), decoder.width());
    }

    /**
     * Adds to the table what the adapter adds to its embeddings.
     *
     * @param table all embeddings, {@code [V, D]}; changed
     * @param added one row for each of the tokens, {@code [tokens, D]}
     */
    public void addTo(INDArray table, INDArray added) {
        for (int i = 0; i < tokens.size(); i++) {
            table.getRow(tokens.get(i)).addi(added.getRow(i));
        }
    }
}
