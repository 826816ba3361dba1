package io.github.coconut4j.model;

import java.util.Arrays;

/**
 * GPT-2 with continuous thoughts, written down once more without any graph: one row, arrays of doubles, every pass runs all columns again from the start. Slow and plain,
 * to hold the real one against.
 */
final class PlainGpt2 {
    private final Model model;
    private final Gpt2Config config;
    private final int width;

    private PlainGpt2(Model model) {
        this.model = model;
        this.config = model.config();
        this.width = config.width();
    }

    /** Logits of every column of a row of tokens without padding, one column after the other. */
    static double[] logits(Model model, int[] ids) {
        return new PlainGpt2(model).logits(ids);
    }

    private double[] logits(int[] ids) {
        double[][] inputs = new double[ids.length][];
        for (int column = 0; column < ids.length; column++) {
            boolean thought = ids[column] == config.tokens().latent();
            inputs[column] = thought
                    ? hidden(Arrays.copyOf(inputs, column))[column - 1]
                    : row(Gpt2Layout.TOKENS, ids[column], width);
        }
        double[] table = numbers(Gpt2Layout.TOKENS);
        double[][] hidden = hidden(inputs);
        double[] logits = new double[ids.length * config.vocabulary()];
        for (int i = 0; i < logits.length; i++) {
            int token = i % config.vocabulary();
            for (int d = 0; d < width; d++) {
                logits[i] += hidden[i / config.vocabulary()][d] * table[token * width + d];
            }
        }
        return logits;
    }

    private double[] numbers(String name) {
        return Relative.numbers(model.parameters().get(name));
    }

    private double[] row(String table, int row, int length) {
        return Arrays.copyOfRange(numbers(table), row * length, (row + 1) * length);
    }

    private double[][] hidden(double[][] embeddings) {
        int columns = embeddings.length;
        double[][] x = new double[columns][];
        for (int c = 0; c < columns; c++) {
            x[c] = plus(embeddings[c], row(Gpt2Layout.POSITIONS, c, width));
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = Gpt2Layout.block(layer);
            double[][] qkv = new double[columns][];
            for (int c = 0; c < columns; c++) {
                qkv[c] = linear(norm(x[c], name + ".ln_1"), name + ".attn.c_attn");
            }
            for (int c = 0; c < columns; c++) {
                x[c] = plus(x[c], linear(attention(qkv, c), name + ".attn.c_proj"));
                double[] up = linear(norm(x[c], name + ".ln_2"), name + ".mlp.c_fc");
                double[] active = Arrays.stream(up)
                        .map(u -> 0.5 * u * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (u + 0.044715 * u * u * u))))
                        .toArray();
                x[c] = plus(x[c], linear(active, name + ".mlp.c_proj"));
            }
        }
        for (int c = 0; c < columns; c++) {
            x[c] = norm(x[c], Gpt2Layout.FINAL_NORM);
        }
        return x;
    }

    private double[] attention(double[][] qkv, int query) {
        int head = config.headWidth();
        double[] mixed = new double[width];
        for (int begin = 0; begin < width; begin += head) {
            double[] weights = new double[query + 1];
            double total = 0;
            for (int key = 0; key <= query; key++) {
                double score = 0;
                for (int d = begin; d < begin + head; d++) {
                    score += qkv[query][d] * qkv[key][width + d];
                }
                weights[key] = Math.exp(score / Math.sqrt(head));
                total += weights[key];
            }
            for (int key = 0; key <= query; key++) {
                for (int d = begin; d < begin + head; d++) {
                    mixed[d] += weights[key] / total * qkv[key][2 * width + d];
                }
            }
        }
        return mixed;
    }

    private double[] linear(double[] x, String name) {
        double[] weight = numbers(name + ".weight");
        double[] y = numbers(name + ".bias");
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += x[i] * weight[i * y.length + j];
            }
        }
        return y;
    }

    private double[] norm(double[] x, String name) {
        double[] gain = numbers(name + ".weight");
        double[] bias = numbers(name + ".bias");
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> (x[i] - mean) / Math.sqrt(variance + config.epsilon()) * gain[i] + bias[i]);
        return y;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
