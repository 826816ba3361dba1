package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.decoder.LinearLayers;
import io.github.coconut4j.model.decoder.PlainLayers;
import io.github.coconut4j.model.graph.Slices;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Products with the matrices of a decoder, and beside its targets what their adapters add. Two narrow products cost {@code rank (in + out)} instead of {@code in * out}. */
final class LoraLayers implements LinearLayers {
    private final SameDiff sd;
    private final LinearLayers plain;
    private final double scale;
    private final Map<String, Adapter> adapters;

    LoraLayers(SameDiff sd, LoraConfig config) {
        this.sd = sd;
        this.plain = new PlainLayers(sd, config.base().matrixOrder());
        this.scale = config.lora().scale();
        this.adapters = config.adapters().stream().collect(Collectors.toMap(Adapter::matrix, adapter -> adapter));
    }

    @Override
    public SDVariable times(SDVariable rows, String matrix) {
        SDVariable product = plain.times(rows, matrix);
        Adapter adapter = adapters.get(matrix);
        return adapter == null ? product : product.add(added(rows, adapter, sd.getVariable(adapter.up())));
    }

    @Override
    public SDVariable times(SDVariable rows, String matrix, long from, long to) {
        SDVariable product = plain.times(rows, matrix, from, to);
        Adapter adapter = adapters.get(matrix);
        return adapter == null
                ? product
                : product.add(added(rows, adapter, Slices.range(sd.getVariable(adapter.up()), 2, 0, from, to)));
    }

    private SDVariable added(SDVariable rows, Adapter adapter, SDVariable up) {
        SDVariable narrow = sd.mmul(rows, sd.getVariable(adapter.down()), false, true, false);
        return sd.mmul(narrow.mul(scale), up, false, true, false);
    }
}
