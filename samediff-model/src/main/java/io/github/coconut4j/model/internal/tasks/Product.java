package io.github.coconut4j.model.internal.tasks;

import io.github.coconut4j.model.graph.Node;
import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.memory.View;
import io.github.coconut4j.model.internal.steps.BlasProduct;
import io.github.coconut4j.model.internal.steps.SmallProducts;
import io.github.coconut4j.model.internal.steps.Step;
import io.github.coconut4j.model.internal.steps.StockStep;
import io.github.coconut4j.model.internal.steps.WeightedColumns;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;

/** A matrix product, possibly one of many at once, possibly added to something. */
public final class Product extends NodeTask {
    private Value base;

    private Product(Node node) {
        super(node);
    }

    /** The product, or null when the node is none of floats. */
    public static Product of(Node node) {
        boolean product = node.op().equals("matmul")
                && node.output().type() == DataType.FLOAT
                && node.output().rank() >= 2
                && !node.transposed(2);
        return product ? new Product(node) : null;
    }

    /** Makes the product add to another value and take its place: {@code output = value + product}. */
    public void addTo(Value value, Value output) {
        base = value;
        inputs().add(value);
        outputs().set(0, output);
    }

    /** The value the product is added to, in place; null when it stands alone. */
    public Value base() {
        return base;
    }

    @Override
    public boolean canAddTo(View memory) {
        return true;
    }

    @Override
    public boolean canRead(Value input, View window) {
        return canWrite(window);
    }

    /** Whether one of the two inner axes runs through memory without gaps. */
    @Override
    public boolean canWrite(View view) {
        int rank = view.shape().length;
        return view.shape()[rank - 1] == 1
                || view.shape()[rank - 2] == 1
                || view.strides()[rank - 1] == 1
                || view.strides()[rank - 2] == 1;
    }

    @Override
    public void place(Places places) {
        boolean open = !outputs().isEmpty() && places.of(output()) == null;
        if (open && base != null && places.of(base) != null) {
            places.settle(output(), places.of(base));
        } else if (open) {
            places.home(output());
        }
    }

    @Override
    public void bind(Binder binder) {
        View out = sink() != null ? sink() : binder.at(output());
        boolean adds = sink() != null || base != null;
        View a = binder.use(input(0));
        View b = binder.use(input(1));
        boolean transposeA = node().transposed(0);
        boolean transposeB = node().transposed(1);
        Step quick = WeightedColumns.of(a, transposeA, b, transposeB, adds, out, binder.scratch());
        if (quick == null) {
            quick = SmallProducts.of(a, transposeA, b, transposeB, adds, out, binder.scratch());
        }
        if (quick == null) {
            quick = BlasProduct.of(a, transposeA, b, transposeB, adds, out);
        }
        binder.add(
                quick != null
                        ? quick
                        : StockStep.product(a.array(), transposeA, b.array(), transposeB, adds ? 1 : 0, out.array()));
    }

    @Override
    public boolean readsColumns(Value input, Predicate<Value> made) {
        return input.equals(input(1)) && made.test(input(0));
    }

    /** The left side of {@link WeightedColumns}. */
    @Override
    public boolean readsLanes(Value input, Predicate<Value> readable) {
        return input.rank() == 4
                && sink() == null
                && input(0).equals(input)
                && !input(1).equals(input)
                && !node().transposed(1);
    }
}
