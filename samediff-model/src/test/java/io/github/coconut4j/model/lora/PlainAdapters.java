package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.run.LeftOut;

/** What adapters add to what linear layers give, written down once more as sums of single numbers: alpha / rank B A x, of whose x a part may be left out. */
public final class PlainAdapters {
    private static final String DOWN = ".lora_A.weight";

    private final Parameters parameters;
    private final double scale;
    private final LeftOut left;

    public PlainAdapters(ModelConfig config, Parameters parameters, LeftOut left) {
        this.parameters = parameters;
        this.scale = config.decoder() instanceof LoraConfig adapted
                ? adapted.lora().alpha() / adapted.lora().rank()
                : 0;
        this.left = left;
    }

    /** Adds to {@code y}, which the layer makes of {@code x} at a position; nothing where no adapter stands beside it. */
    public double[] beside(String layer, double[] x, double[] y, int position) {
        String down = layer + DOWN;
        if (!parameters.names().contains(down)) {
            return y;
        }
        long number = parameters.names().stream()
                .takeWhile(name -> !name.equals(down))
                .filter(name -> name.endsWith(DOWN))
                .count();
        double[] given = left.of(x, -1 - (int) number, position);
        double[] a = Relative.numbers(parameters.get(down));
        double[] b = Relative.numbers(parameters.get(layer + ".lora_B.weight"));
        int rank = a.length / x.length;
        double[] sum = y.clone();
        for (int r = 0; r < rank; r++) {
            double narrow = 0;
            for (int i = 0; i < x.length; i++) {
                narrow += a[r * x.length + i] * given[i];
            }
            for (int out = 0; out < y.length; out++) {
                sum[out] += scale * b[out * rank + r] * narrow;
            }
        }
        return sum;
    }
}
