package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.dropout.Drop;
import io.github.coconut4j.model.graph.Slices;
import io.github.coconut4j.model.linear.LinearLayers;
import io.github.coconut4j.model.linear.PlainLayers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Products with the matrices of a decoder, and beside its targets what their adapters add. Two narrow products cost {@code rank (in + out)} instead of {@code in * out}. */
final class LoraLayers implements LinearLayers {
    private final SameDiff sd;
    private final LinearLayers plain;
    private final Lora lora;
    private final List<Adapter> adapters;
    private final Map<String, Integer> numbers = new HashMap<>();

    LoraLayers(SameDiff sd, LoraConfig config) {
        this.sd = sd;
        this.plain = new PlainLayers(sd, config.base().matrixOrder());
        this.lora = config.lora();
        this.adapters = config.adapters();
        for (int number = 0; number < adapters.size(); number++) {
            numbers.put(adapters.get(number).matrix(), number);
        }
    }

    @Override
    public SDVariable times(SDVariable rows, String matrix, Drop drop, int columns) {
        SDVariable product = plain.times(rows, matrix, drop, columns);
        if (!numbers.containsKey(matrix)) {
            return product;
        }
        int number = numbers.get(matrix);
        SDVariable up = sd.getVariable(adapters.get(number).up());
        return product.add(added(rows, number, up, drop, columns));
    }

    @Override
    public SDVariable times(SDVariable rows, String matrix, long from, long to, Drop drop, int columns) {
        SDVariable product = plain.times(rows, matrix, from, to, drop, columns);
        if (!numbers.containsKey(matrix)) {
            return product;
        }
        int number = numbers.get(matrix);
        SDVariable up = Slices.range(sd.getVariable(adapters.get(number).up()), 2, 0, from, to);
        return product.add(added(rows, number, up, drop, columns));
    }

    private SDVariable added(SDVariable rows, int number, SDVariable up, Drop drop, int columns) {
        Adapter adapter = adapters.get(number);
        SDVariable given = drop.adapter(number, lora.dropout(), rows, adapter.in(), columns);
        SDVariable narrow = sd.mmul(given, sd.getVariable(adapter.down()), false, true, false);
        return sd.mmul(narrow.mul(lora.scale()), up, false, true, false);
    }
}
