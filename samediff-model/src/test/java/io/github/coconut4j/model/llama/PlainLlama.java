package io.github.coconut4j.model.llama;

import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.run.LeftOut;
import io.github.coconut4j.model.lora.Adapters;
import io.github.coconut4j.model.lora.PlainAdapters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Llama with continuous thoughts, written down once more without any graph: one row, arrays of doubles, every head with keys of its own, every pass runs all columns
 * again from the start. Slow and plain, to hold the real one against.
 */
public final class PlainLlama {
    /** Tells a latent token that is a word from one that is a thought. */
    private static final int WORD = 1_000;

    private final ModelConfig config;
    private final LlamaConfig sizes;
    private final Parameters parameters;
    private final LeftOut left;
    private final PlainAdapters adapters;

    public PlainLlama(ModelConfig config, Parameters parameters) {
        this(config, parameters, LeftOut.NOTHING);
    }

    /** As it is trained with dropout. */
    public PlainLlama(ModelConfig config, Parameters parameters, LeftOut left) {
        this.left = left;
        this.config = config;
        this.sizes = (LlamaConfig) Adapters.base(config.decoder());
        this.parameters = parameters;
        this.adapters = new PlainAdapters(config, parameters, left);
    }

    /**
     * Logits of every column of a row of tokens without padding, {@code [S][V]}.
     *
     * @param prompt columns in which a latent token is a thought; behind them it is a word
     */
    public double[][] logits(int prompt, int... row) {
        int[] ids = row.clone();
        for (int column = prompt; column < ids.length; column++) {
            ids[column] = row[column] == config.tokens().latent() ? WORD + ids[column] : ids[column];
        }
        double[][] inputs = new double[ids.length][];
        for (int column = 0; column < ids.length; column++) {
            boolean thinks = ids[column] == config.tokens().latent();
            inputs[column] = thinks ? hidden(Arrays.copyOf(inputs, column), ids)[column - 1] : embedding(row[column]);
        }
        String head = sizes.tied() ? "model.embed_tokens" : "lm_head";
        return Arrays.stream(hidden(inputs, ids))
                .map(state -> linear(state, head))
                .toArray(double[][]::new);
    }

    private double[] embedding(int token) {
        int width = config.width();
        return Arrays.copyOfRange(numbers("model.embed_tokens.weight"), token * width, (token + 1) * width);
    }

    private double[][] hidden(double[][] inputs, int[] ids) {
        double[][] x = new double[inputs.length][];
        Arrays.setAll(x, c -> left.of(inputs[c], 0, c));
        for (int layer = 0; layer < config.layers(); layer++) {
            String block = "model.layers." + layer;
            double[][] queries = new double[x.length][];
            double[][] keys = new double[x.length][];
            double[][] values = new double[x.length][];
            for (int c = 0; c < x.length; c++) {
                double[] normed = norm(x[c], block + ".input_layernorm");
                queries[c] = turned(linear(normed, block + ".self_attn.q_proj", c), c);
                keys[c] = turned(linear(normed, block + ".self_attn.k_proj", c), c);
                values[c] = linear(normed, block + ".self_attn.v_proj", c);
            }
            for (int c = 0; c < x.length; c++) {
                double[] heard = attention(queries[c], keys, values, c, ids, 3 * layer + 1);
                x[c] = plus(x[c], left.of(linear(heard, block + ".self_attn.o_proj", c), 3 * layer + 2, c));
                double[] inner = norm(x[c], block + ".post_attention_layernorm");
                double[] gate = linear(inner, block + ".mlp.gate_proj", c);
                double[] up = linear(inner, block + ".mlp.up_proj", c);
                Arrays.setAll(up, i -> up[i] * gate[i] / (1 + Math.exp(-gate[i])));
                x[c] = plus(x[c], left.of(linear(up, block + ".mlp.down_proj", c), 3 * layer + 3, c));
            }
        }
        return Arrays.stream(x).map(state -> norm(state, "model.norm")).toArray(double[][]::new);
    }

    /** Every pair i, i + d / 2 of every head as a complex number, multiplied by one of length 1. */
    private double[] turned(double[] rows, int position) {
        int width = sizes.attention().width();
        int half = width / 2;
        double[] turned = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int pair = i % width % half;
            double angle = position * frequency(pair);
            boolean real = i % width < half;
            double other = real ? -rows[i + half] : rows[i - half];
            turned[i] = rows[i] * Math.cos(angle) + other * Math.sin(angle);
        }
        return turned;
    }

    /** As Hugging Face's {@code _compute_llama3_parameters} decides, by wave lengths. */
    private double frequency(int pair) {
        double plain = 1
                / Math.pow(
                        sizes.rotary().theta(), 2.0 * pair / sizes.attention().width());
        Llama3Scaling scaling = sizes.rotary().scaling();
        if (scaling == null) {
            return plain;
        }
        double wave = 2 * Math.PI / plain;
        if (wave < scaling.positions() / scaling.fast()) {
            return plain;
        }
        if (wave > scaling.positions() / scaling.slow()) {
            return plain / scaling.factor();
        }
        double smooth = (scaling.positions() / wave - scaling.slow()) / (scaling.fast() - scaling.slow());
        return (1 - smooth) * plain / scaling.factor() + smooth * plain;
    }

    private double[] attention(double[] query, double[][] keys, double[][] values, int column, int[] ids, int place) {
        Heads heads = sizes.attention();
        double[] heard = new double[heads.queries() * heads.width()];
        for (int head = 0; head < heads.queries(); head++) {
            int own = head * heads.width();
            int shared = head / (heads.queries() / heads.keys()) * heads.width();
            int[] seen = IntStream.rangeClosed(0, column)
                    .filter(key -> sees(column, key, ids))
                    .toArray();
            double[] weights = Arrays.stream(seen)
                    .mapToDouble(key -> IntStream.range(0, heads.width())
                            .mapToDouble(d -> query[own + d] * keys[key][shared + d])
                            .sum())
                    .map(score -> Math.exp(score / Math.sqrt(heads.width())))
                    .toArray();
            double total = Arrays.stream(weights).sum();
            for (int i = 0; i < seen.length; i++) {
                double weight = weights[i] / total * left.factor(place, head, column, seen[i]);
                for (int d = 0; d < heads.width(); d++) {
                    heard[own + d] += weight * values[seen[i]][shared + d];
                }
            }
        }
        return heard;
    }

    /** In a bottleneck, what stands behind the latents sees nothing before them. */
    private boolean sees(int query, int key, int[] ids) {
        int[] latents = IntStream.range(0, ids.length)
                .filter(column -> ids[column] == config.tokens().latent())
                .toArray();
        return !config.loop().bottleneck()
                || latents.length == 0
                || query <= latents[latents.length - 1]
                || key >= latents[0];
    }

    private double[] linear(double[] x, String name, int column) {
        return adapters.beside(name, x, linear(x, name), column);
    }

    private double[] linear(double[] x, String name) {
        double[] weight = numbers(name + ".weight");
        boolean biased = parameters.names().contains(name + ".bias");
        double[] y = biased ? numbers(name + ".bias") : new double[weight.length / x.length];
        for (int i = 0; i < weight.length; i++) {
            y[i / x.length] += weight[i] * x[i % x.length];
        }
        return y;
    }

    private double[] norm(double[] x, String name) {
        double[] gain = numbers(name + ".weight");
        double square = Arrays.stream(x).map(v -> v * v).average().orElseThrow();
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> x[i] / Math.sqrt(square + sizes.epsilon()) * gain[i]);
        return y;
    }

    private double[] numbers(String name) {
        return Relative.numbers(parameters.get(name));
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
