package io.github.coconut4j.model.internal.attention;

import io.github.coconut4j.model.graph.Value;
import io.github.coconut4j.model.internal.tasks.Concatenation;
import io.github.coconut4j.model.internal.tasks.Product;
import io.github.coconut4j.model.internal.tasks.Task;
import io.github.coconut4j.model.internal.tasks.TaskIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The backward pass of one attention down to its scores: products of the output's gradient with the values, then what softmax does to a gradient,
 * {@code y (dy - sum(y dy))}, then the scale.
 */
final class GradientMatch {
    private final Attention attention;
    private final Value weights;
    private final TaskIndex index;
    private final Set<Task> parts = new HashSet<>();

    GradientMatch(Attention attention, Value weights, TaskIndex index) {
        this.attention = attention;
        this.weights = weights;
        this.index = index;
    }

    /** The backward pass, or null when there is none of this form. */
    AttentionGradient gradient() {
        for (Task multiply : index.readers(weights)) {
            if (TaskIndex.isOp(multiply, "multiply")) {
                return behind(multiply); // the first of two: the other one ends the softmax
            }
        }
        return null;
    }

    /** The tasks the backward pass stands for. */
    Set<Task> parts() {
        return parts;
    }

    private AttentionGradient behind(Task multiply) {
        Value weightsGradient = multiply.input(0);
        Task sum = index.onlyReader(multiply.output(), "reduce_sum");
        Task subtract = sum == null ? null : index.onlyReader(sum.output(), "subtract");
        Task product = subtract == null ? null : index.onlyReader(subtract.output(), "multiply");
        Task scale = product == null ? null : index.onlyReader(product.output(), "mul_scalar");
        boolean softmax = scale != null
                && sum.node().reducesLastAxis()
                && multiply.input(1).equals(weights)
                && subtract.inputs().equals(List.of(weightsGradient, sum.output()))
                && product.inputs().equals(List.of(subtract.output(), weights))
                && index.readers(weightsGradient).equals(List.of(multiply, subtract))
                && !index.isOutput(weightsGradient);
        Value gradient = softmax ? outputGradient(weightsGradient) : null;
        if (gradient == null) {
            return null;
        }
        parts.addAll(List.of(multiply, sum, subtract, product, scale));
        return new AttentionGradient(
                gradient, weights, attention.values(), scale.node().scalar(), attention.hidden(), scale.output());
    }

    /** What the values are multiplied with to get the gradient of the weights; null when it is no such product. */
    private Value outputGradient(Value weightsGradient) {
        List<Task> products = new ArrayList<>();
        Task producer = index.producer(weightsGradient);
        if (attention.values().size() == 1) {
            products.add(producer);
        } else if (producer instanceof Concatenation) {
            producer.inputs().forEach(part -> products.add(index.producerForOne(part)));
            parts.add(producer);
        }
        if (products.size() != attention.values().size()) {
            return null;
        }
        for (int i = 0; i < products.size(); i++) {
            Task product = products.get(i);
            boolean fits = product instanceof Product
                    && product.sink() == null
                    && !product.node().transposed(0)
                    && product.node().transposed(1)
                    && product.input(0).equals(products.get(0).input(0))
                    && product.input(1).equals(attention.values().get(i));
            if (!fits) {
                return null;
            }
        }
        parts.addAll(products);
        return products.get(0).input(0);
    }
}
