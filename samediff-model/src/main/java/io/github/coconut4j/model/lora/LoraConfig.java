package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.loop.Decoder;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A decoder that stays as it is, with adapters beside some of its linear layers, and beside its table of embeddings if asked for. Only the adapters are trained, so only
 * they have gradients and moments.
 *
 * @param base the decoder
 * @param lora its adapters
 */
public record LoraConfig(AdaptableConfig base, Lora lora) implements DecoderConfig {

    /** @throws ModelException if a target is no linear layer of the decoder, or a token none of its vocabulary */
    public LoraConfig {
        List<String> layers = base.parameters().stream()
                .filter(Adapter::canStandBeside)
                .map(Adapter::layer)
                .toList();
        for (String target : lora.targets()) {
            if (layers.stream().noneMatch(layer -> Lora.isNamed(layer, target))) {
                List<String> known = layers.stream()
                        .map(layer -> layer.substring(layer.lastIndexOf('.') + 1))
                        .distinct()
                        .toList();
                throw new ModelException("A %s has no linear layer %s for an adapter; it has %s."
                        .formatted(base.family(), target, String.join(", ", known)));
            }
        }
        for (int token : lora.tokens()) {
            if (token < 0 || token >= base.vocabulary()) {
                throw new ModelException(
                        "Token %d, whose embedding is to be trained, is none of the %d of the vocabulary."
                                .formatted(token, base.vocabulary()));
            }
        }
    }

    /**
     * {@return a decoder of any kind with adapters}
     *
     * @param decoder one whose linear layers let something stand beside them, an {@link io.github.coconut4j.model.decoder.AdaptableConfig}
     * @param lora which layers, and how wide
     * @throws ModelException if its linear layers cannot have any
     */
    public static LoraConfig of(DecoderConfig decoder, Lora lora) {
        if (decoder instanceof AdaptableConfig adaptable) {
            return new LoraConfig(adaptable, lora);
        }
        throw new ModelException(
                "A decoder of type " + decoder.family() + " does not let adapters stand beside its linear layers.");
    }

    /** {@return an adapter for each layer that is a target, in the order of the layers} */
    public List<Adapter> adapters() {
        return base.parameters().stream()
                .filter(Adapter::canStandBeside)
                .filter(parameter -> lora.isFor(Adapter.layer(parameter)))
                .map(matrix -> Adapter.of(matrix, base.matrixOrder(), lora.rank()))
                .toList();
    }

    /** {@return the adapter of the table of embeddings; empty when it stays as it is} */
    public Optional<TokenAdapter> tokenAdapter() {
        return lora.tokens().isEmpty() ? Optional.empty() : Optional.of(new TokenAdapter(base, lora.tokens()));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Stream.concat(base.parameters().stream(), trained().stream()).toList();
    }

    @Override
    public List<ParameterSpec> trained() {
        return Stream.concat(
                        adapters().stream().flatMap(adapter -> adapter.parameters().stream()),
                        tokenAdapter().map(TokenAdapter::parameter).stream())
                .toList();
    }

    /** The table of embeddings and the LM head stay floats: one read whole, the other by rows, they would be widened whole at every step. */
    @Override
    public Set<String> halved() {
        return lora.halved()
                ? base.parameters().stream()
                        .filter(Adapter::canStandBeside)
                        .map(ParameterSpec::name)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    @Override
    public Decoder in(SameDiff sd) {
        Decoder adapted = base.in(sd, new LoraLayers(sd, this));
        return tokenAdapter()
                .map(tokens -> (Decoder) new TokenLayers(sd, adapted, tokens))
                .orElse(adapted);
    }

    @Override
    public LoraConfig vocabulary(int tokens) {
        return new LoraConfig(base.vocabulary(tokens), lora);
    }

    @Override
    public String family() {
        return base.family();
    }

    @Override
    public int layers() {
        return base.layers();
    }

    @Override
    public int width() {
        return base.width();
    }

    @Override
    public int heads() {
        return base.heads();
    }

    @Override
    public int vocabulary() {
        return base.vocabulary();
    }

    @Override
    public int positions() {
        return base.positions();
    }

    @Override
    public KeyValues.Size kept(int layer) {
        return base.kept(layer);
    }
}
