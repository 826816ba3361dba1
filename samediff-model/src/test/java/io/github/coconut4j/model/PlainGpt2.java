package io.github.coconut4j.model;

import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.gpt2.Gpt2Config;
import io.github.coconut4j.model.gpt2.Gpt2Layout;
import io.github.coconut4j.model.internal.run.LeftOut;
import io.github.coconut4j.model.lora.Adapters;
import io.github.coconut4j.model.lora.PlainAdapters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * GPT-2 with continuous thoughts, written down once more without any graph: one row, arrays of doubles, every pass runs all columns again from the start. Slow and plain,
 * to hold the real one against.
 */
public final class PlainGpt2 {
    private final ModelConfig config;
    private final Parameters parameters;
    private final int width;
    private final LeftOut left;
    private final PlainAdapters adapters;
    private final Kept kept;

    /** What columns behind a thought see of it: layer, number of the thought from 0, and its query, key and value {@code [3 D]}, to those that are seen. */
    public interface Kept {
        Kept UNCHANGED = (layer, k, queryKeyValue) -> queryKeyValue;

        double[] seen(int layer, int k, double[] queryKeyValue);
    }

    /** What becomes of a thought: its number, from 0, and the thought, to the one that is fed back. */
    public interface FeedBack {
        FeedBack UNCHANGED = (k, thought) -> thought;

        double[] fedBack(int k, double[] thought);
    }

    public PlainGpt2(ModelConfig config, Parameters parameters) {
        this(config, parameters, LeftOut.NOTHING);
    }

    /** As it is trained with dropout. */
    public PlainGpt2(ModelConfig config, Parameters parameters, LeftOut left) {
        this(config, parameters, left, Kept.UNCHANGED);
    }

    /** With keys and values that are replaced once a thought has left them. */
    public PlainGpt2(ModelConfig config, Parameters parameters, Kept kept) {
        this(config, parameters, LeftOut.NOTHING, kept);
    }

    private PlainGpt2(ModelConfig config, Parameters parameters, LeftOut left, Kept kept) {
        this.kept = kept;
        this.left = left;
        this.adapters = new PlainAdapters(config, parameters, left);
        this.config = config;
        this.parameters = parameters;
        this.width = config.width();
    }

    /** Logits of every column of a row of tokens without padding, one column after the other. */
    public static double[] logits(Model model, int[] ids) {
        PlainGpt2 plain = new PlainGpt2(model.config(), model.parameters());
        return plain.logits(ids, plain.thoughts(ids));
    }

    /** What greedy decoding writes behind a prompt, everything computed again for every token. */
    public static int[] greedy(Model model, int[] prompt, int limit) {
        return greedy(model, prompt, limit, FeedBack.UNCHANGED);
    }

    /** The same with thoughts that are replaced. A latent token among the new words is a word, as in the official code. */
    public static int[] greedy(Model model, int[] prompt, int limit, FeedBack feedBack) {
        PlainGpt2 plain = new PlainGpt2(model.config(), model.parameters());
        double[][] thoughts = plain.thoughts(prompt, feedBack);
        int vocabulary = model.config().vocabulary();
        int[] ids = prompt;
        while (ids.length < prompt.length + limit) {
            double[] logits = plain.logits(ids, thoughts);
            int last = logits.length - vocabulary;
            int next = IntStream.range(0, vocabulary)
                    .boxed()
                    .max(Comparator.comparingDouble(token -> logits[last + token]))
                    .orElseThrow();
            if (next == model.config().tokens().eos()) {
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }

    /** The vector that is fed back at every latent of a row. */
    public double[][] thoughts(int[] ids) {
        return thoughts(ids, FeedBack.UNCHANGED);
    }

    public double[][] thoughts(int[] ids, FeedBack feedBack) {
        double[][] thoughts = new double[0][];
        for (int column = 0; column < ids.length; column++) {
            if (ids[column] == config.tokens().latent()) {
                boolean repeated = config.loop().repeatFirst() && thoughts.length > 0;
                double[] next =
                        repeated ? thoughts[0] : hidden(inputs(Arrays.copyOf(ids, column), thoughts), ids)[column - 1];
                thoughts = Arrays.copyOf(thoughts, thoughts.length + 1);
                thoughts[thoughts.length - 1] = feedBack.fedBack(thoughts.length - 1, next);
            }
        }
        return thoughts;
    }

    /** Logits of every column with these vectors at the first latents, whatever the model would think. */
    public double[] logits(int[] ids, double[][] thoughts) {
        double[] table = numbers(Gpt2Layout.TOKENS);
        double[][] hidden = hidden(inputs(ids, thoughts), ids);
        double[] logits = new double[ids.length * config.vocabulary()];
        for (int i = 0; i < logits.length; i++) {
            int token = i % config.vocabulary();
            for (int d = 0; d < width; d++) {
                logits[i] += hidden[i / config.vocabulary()][d] * table[token * width + d];
            }
        }
        return logits;
    }

    /** Cross-entropy summed over the last {@code answer} tokens, with these vectors at the latents. */
    public double loss(int[] ids, int answer, double[][] thoughts) {
        double[] logits = logits(ids, thoughts);
        double loss = 0;
        for (int column = ids.length - answer; column < ids.length; column++) {
            int begin = (column - 1) * config.vocabulary();
            double[] row = Arrays.copyOfRange(logits, begin, begin + config.vocabulary());
            loss += Math.log(Arrays.stream(row).map(Math::exp).sum()) - row[ids[column]];
        }
        return loss;
    }

    /** States of every column below a layer, behind the final norm, with these vectors at the first latents, {@code [columns][D]}. */
    public double[][] below(int layer, int[] ids, double[][] thoughts) {
        return hidden(inputs(ids, thoughts), ids, layer);
    }

    private double[][] inputs(int[] ids, double[][] thoughts) {
        double[][] inputs = new double[ids.length][];
        int thought = 0;
        for (int column = 0; column < ids.length; column++) {
            boolean latent = ids[column] == config.tokens().latent() && thought < thoughts.length;
            inputs[column] = latent ? thoughts[thought++] : row(Gpt2Layout.TOKENS, ids[column], width);
        }
        return inputs;
    }

    /** Whether a column sees an earlier one. In a bottleneck, what stands behind the latents sees nothing before them. */
    private boolean sees(int query, int key, int[] ids) {
        int latent = config.tokens().latent();
        int last = -1;
        int first = ids.length;
        for (int column = 0; column < ids.length; column++) {
            if (ids[column] == latent) {
                first = Math.min(first, column);
                last = column;
            }
        }
        boolean cut = config.loop().bottleneck() && last >= 0 && query > last && key < first;
        return key <= query && !cut;
    }

    private double[] numbers(String name) {
        return Relative.numbers(parameters.get(name));
    }

    private double[] row(String table, int row, int length) {
        return Arrays.copyOfRange(numbers(table), row * length, (row + 1) * length);
    }

    private double[][] hidden(double[][] embeddings, int[] ids) {
        return hidden(embeddings, ids, config.layers());
    }

    private double[][] hidden(double[][] embeddings, int[] ids, int layers) {
        int columns = embeddings.length;
        double[][] x = new double[columns][];
        for (int c = 0; c < columns; c++) {
            x[c] = left.of(plus(embeddings[c], row(Gpt2Layout.POSITIONS, c, width)), 0, c);
        }
        for (int layer = 0; layer < layers; layer++) {
            String name = Gpt2Layout.block(layer);
            double[][] qkv = new double[columns][];
            for (int c = 0; c < columns; c++) {
                qkv[c] = linear(norm(x[c], name + ".ln_1"), name + ".attn.c_attn", c);
            }
            for (int c = 0; c < columns; c++) {
                double[][] seen = seen(qkv, c, ids, layer);
                double[] mixed = linear(attention(seen, c, ids, 3 * layer + 1), name + ".attn.c_proj", c);
                x[c] = plus(x[c], left.of(mixed, 3 * layer + 2, c));
                double[] up = linear(norm(x[c], name + ".ln_2"), name + ".mlp.c_fc", c);
                double[] active = Arrays.stream(up)
                        .map(u -> 0.5 * u * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (u + 0.044715 * u * u * u))))
                        .toArray();
                x[c] = plus(x[c], left.of(linear(active, name + ".mlp.c_proj", c), 3 * layer + 3, c));
            }
        }
        for (int c = 0; c < columns; c++) {
            x[c] = norm(x[c], Gpt2Layout.FINAL_NORM);
        }
        return x;
    }

    /** What a column sees of the thoughts before it; of itself it sees what it is. */
    private double[][] seen(double[][] qkv, int query, int[] ids, int layer) {
        double[][] seen = qkv.clone();
        int thought = 0;
        for (int column = 0; column < query; column++) {
            if (ids[column] == config.tokens().latent()) {
                seen[column] = kept.seen(layer, thought++, qkv[column]);
            }
        }
        return seen;
    }

    private double[] attention(double[][] qkv, int query, int[] ids, int place) {
        int head = config.decoder().kept(0).width();
        double[] mixed = new double[width];
        for (int begin = 0; begin < width; begin += head) {
            double[] weights = new double[query + 1];
            double total = 0;
            for (int key = 0; key <= query; key++) {
                if (!sees(query, key, ids)) {
                    continue;
                }
                double score = 0;
                for (int d = begin; d < begin + head; d++) {
                    score += qkv[query][d] * qkv[key][width + d];
                }
                weights[key] = Math.exp(score / Math.sqrt(head));
                total += weights[key];
            }
            for (int key = 0; key <= query; key++) {
                double weight = weights[key] / total * left.factor(place, begin / head, query, key);
                for (int d = begin; d < begin + head; d++) {
                    mixed[d] += weight * qkv[key][2 * width + d];
                }
            }
        }
        return mixed;
    }

    private double[] linear(double[] x, String name, int column) {
        double[] weight = numbers(name + ".weight");
        double[] y = numbers(name + ".bias");
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += x[i] * weight[i * y.length + j];
            }
        }
        return adapters.beside(name, x, y, column);
    }

    private double[] norm(double[] x, String name) {
        double[] gain = numbers(name + ".weight");
        double[] bias = numbers(name + ".bias");
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        Arrays.setAll(
                y,
                i -> (x[i] - mean)
                                / Math.sqrt(variance + ((Gpt2Config) Adapters.base(config.decoder())).epsilon())
                                * gain[i]
                        + bias[i]);
        return y;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
