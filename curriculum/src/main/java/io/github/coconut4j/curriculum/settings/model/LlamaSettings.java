package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.LookBack;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import java.util.List;
import java.util.Map;

/**
 * A Llama from scratch, with a vocabulary made from the training data: RMS norm, a gated MLP, and rotary positions, by which a head that looks so
 * many tokens back is learnt once for all places of a text.
 *
 * <p>In a small model that head is learnt late or never; with {@code look_back} it is there from the start, by biases of queries and keys ({@code docs/results.md} has
 * figures). A Llama with these biases is called Qwen2 in files.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .model(llama().layers(2).width(64).heads(4).kvHeads(2).headWidth(32).intermediate(176)
 *         .positions(80).ropeTheta(100).lookBack(1, 2).tied(false).initStd(0.1))
 *
 * model:
 *   type: llama
 *   layers: 2
 *   width: 64
 *   heads: 4
 *   kv_heads: 2
 *   head_width: 32
 *   intermediate: 176
 *   positions: 80
 *   rope_theta: 100
 *   look_back: [1, 2]
 *   tied: false
 *   init_std: 0.1
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a number is out of range.
 *
 * @param layers number of blocks
 * @param width of the hidden states; with {@code head_width: 0} an even number of times {@code heads}
 * @param heads of each attention
 * @param kvHeads heads of keys and values, of which {@code heads} is a multiple; 0 for as many as {@code heads}
 * @param headWidth width of a head, an even number; 0 for {@code width} over {@code heads}. Wider heads tell more places apart, and those of attention together may be wider than
 *     {@code width}
 * @param intermediate width of the gated MLP; 0 for 8/3 of {@code width}, rounded up to a multiple of 16 (Touvron et al. 2023, section 2.2)
 * @param positions longest text in tokens, thoughts included
 * @param ropeTheta base of the frequencies of rotations: 10,000 for texts of thousands of tokens; with 100, more pairs of a small head tell near places apart
 * @param tied whether the LM head is the table of token embeddings, so that a thought that would say a word is fed back much like the word
 * @param initStd standard deviation of the initial weights
 * @param lookBack how many tokens the first heads of the first block look back from the start, 0 for none in particular; with {@code []} the model has no biases at all
 */
public record LlamaSettings(
        int layers,
        int width,
        int heads,
        int kvHeads,
        int headWidth,
        int intermediate,
        int positions,
        double ropeTheta,
        boolean tied,
        double initStd,
        List<Integer> lookBack)
        implements DecoderSettings {
    private static final double EPSILON = 1e-5;
    private static final int MULTIPLE = 16;
    private static final int WIDEST_HEAD = 16_384;

    public LlamaSettings {
        Checks.between(1, 1000, layers, "layers");
        Checks.between(1, 65_536, width, "width");
        Checks.between(1, 1024, heads, "heads");
        Checks.between(0, 1024, kvHeads, "kv_heads");
        Checks.between(0, WIDEST_HEAD, headWidth, "head_width");
        Checks.between(0, 1 << 20, intermediate, "intermediate");
        Checks.between(1, 1 << 20, positions, "positions");
        Checks.above(0, 1e9, ropeTheta, "rope_theta");
        Checks.above(0, 100, initStd, "init_std");
        lookBack = List.copyOf(lookBack);
        Checks.between(0, 1024, lookBack.size(), "look_back");
        lookBack.forEach(distance -> Checks.between(0, 1 << 20, distance, "look_back"));
    }

    /**
     * {@return the same with this many blocks}
     *
     * @param count 1 to 1000
     */
    public LlamaSettings layers(int count) {
        return new LlamaSettings(
                count, width, heads, kvHeads, headWidth, intermediate, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with hidden states of this size}
     *
     * @param size 1 to 65,536, a multiple of twice the number of heads unless they have a width of their own
     */
    public LlamaSettings width(int size) {
        return new LlamaSettings(
                layers, size, heads, kvHeads, headWidth, intermediate, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with this many heads}
     *
     * @param count 1 to 1024; twice as many divide the width, unless heads have a width of their own
     */
    public LlamaSettings heads(int count) {
        return new LlamaSettings(
                layers, width, count, kvHeads, headWidth, intermediate, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with so many heads of keys and values, shared by those that ask; 0 for as many}
     *
     * @param count 0, or a divisor of the number of heads
     */
    public LlamaSettings kvHeads(int count) {
        return new LlamaSettings(
                layers, width, heads, count, headWidth, intermediate, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with heads of this width, whatever the hidden states have; 0 for their share}
     *
     * @param size 0, or an even number to 16,384
     */
    public LlamaSettings headWidth(int size) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, size, intermediate, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with an MLP of this width; 0 for 8/3 of the hidden states'}
     *
     * @param size 0 to 1,048,576
     */
    public LlamaSettings intermediate(int size) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, headWidth, size, positions, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same for texts of at most this many tokens}
     *
     * @param count 1 to 1,048,576, thoughts included
     */
    public LlamaSettings positions(int count) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, headWidth, intermediate, count, ropeTheta, tied, initStd, lookBack);
    }

    /**
     * {@return the same with rotations of other frequencies}
     *
     * @param base above 0; the smaller, the faster the slowest pair turns
     */
    public LlamaSettings ropeTheta(double base) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, headWidth, intermediate, positions, base, tied, initStd, lookBack);
    }

    /**
     * {@return the same with heads of the first block that look so many tokens back from the start, the first head so many, the second so many}
     *
     * @param distances in tokens, 0 for a head left as it is drawn; none for a model without biases
     */
    public LlamaSettings lookBack(Integer... distances) {
        return new LlamaSettings(
                layers,
                width,
                heads,
                kvHeads,
                headWidth,
                intermediate,
                positions,
                ropeTheta,
                tied,
                initStd,
                List.of(distances));
    }

    /**
     * {@return the same with the table of token embeddings as LM head, or a head of its own}
     *
     * @param value whether both are one table
     */
    public LlamaSettings tied(boolean value) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, headWidth, intermediate, positions, ropeTheta, value, initStd, lookBack);
    }

    /**
     * {@return the same with other initial weights}
     *
     * @param std standard deviation of the normal distribution they are drawn from, above 0
     */
    public LlamaSettings initStd(double std) {
        return new LlamaSettings(
                layers, width, heads, kvHeads, headWidth, intermediate, positions, ropeTheta, tied, std, lookBack);
    }

    @Override
    public void validate() {
        if (headWidth % 2 != 0) {
            throw new CurriculumException(
                    "model.head_width must be even, as rotary positions turn the halves of a head, not " + headWidth
                            + ".");
        }
        if (headWidth == 0 && width % (2 * heads) != 0) {
            throw new CurriculumException(
                    "model.width must be an even number of times model.heads, as rotary positions turn the halves of a"
                            + " head, but "
                            + width + " is none of " + heads + "; or set model.head_width.");
        }
        if (kvHeads > 0 && heads % kvHeads != 0) {
            throw new CurriculumException(
                    "model.heads must be a multiple of model.kv_heads, but " + heads + " is none of " + kvHeads + ".");
        }
        if (lookBack.size() > heads) {
            throw new CurriculumException("model.look_back has " + lookBack.size()
                    + " distances, one for each head of the first block, but there are " + heads + " heads.");
        }
    }

    @Override
    public LlamaConfig decoder(int vocabulary) {
        return new LlamaConfig(
                lookBack.isEmpty() ? Variant.LLAMA : Variant.QWEN2,
                layers,
                width,
                intermediate > 0 ? intermediate : (8 * width + 3 * MULTIPLE - 1) / (3 * MULTIPLE) * MULTIPLE,
                new Heads(heads, kvHeads > 0 ? kvHeads : heads, headWidth > 0 ? headWidth : width / heads),
                vocabulary,
                positions,
                EPSILON,
                new Rotary(ropeTheta, null),
                tied,
                0);
    }

    @Override
    public Initialisation initialisation() {
        return new Initialisation(
                initStd, initStd, lookBack.isEmpty() ? Map.of() : LookBack.biases(decoder(1), lookBack));
    }
}
