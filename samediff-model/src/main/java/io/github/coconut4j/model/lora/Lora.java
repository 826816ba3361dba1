package io.github.coconut4j.model.lora;

import io.github.coconut4j.model.ModelException;
import java.util.HashSet;
import java.util.List;

/**
 * Low-rank adapters (Hu et al. 2021, section 4.1): beside a matrix W that stays as it is stand a narrow A and B, and what W makes of x becomes {@code W x + alpha / rank * B A x}.
 *
 * @param rank rows of A and columns of B, 1 or more
 * @param alpha weight of what adapters add, above 0; twice the rank is usual
 * @param dropout share of its inputs that an adapter leaves out while it is trained, of each layer others; 0 or more, below 1. W is given all of them
 * @param targets names of linear layers, or ends of them behind a dot: {@code q_proj} means every {@code ….q_proj}, as in peft
 * @param tokens whose embeddings are trained as well, by id; none when the table stays as it is
 * @param halved whether W and the matrices of all other linear layers are kept in half precision (bfloat16), and computed with as floats
 */
public record Lora(int rank, double alpha, double dropout, List<String> targets, List<Integer> tokens, boolean halved) {
    /**
     * Adapters that leave nothing out, beside a table of embeddings that stays as it is.
     *
     * @param rank rows of A and columns of B, 1 or more
     * @param alpha weight of what adapters add, above 0; twice the rank is usual
     * @param targets names of linear layers, or ends of them behind a dot
     */
    public Lora(int rank, double alpha, List<String> targets) {
        this(rank, alpha, 0, targets, List.of());
    }

    /**
     * Adapters beside a model in floats.
     *
     * @param rank rows of A and columns of B, 1 or more
     * @param alpha weight of what adapters add, above 0; twice the rank is usual
     * @param dropout share of its inputs that an adapter leaves out while it is trained
     * @param targets names of linear layers, or ends of them behind a dot
     * @param tokens whose embeddings are trained as well, by id
     */
    public Lora(int rank, double alpha, double dropout, List<String> targets, List<Integer> tokens) {
        this(rank, alpha, dropout, targets, tokens, false);
    }

    /** @throws ModelException if a number is out of its range, or there are no targets, or one twice */
    public Lora {
        targets = List.copyOf(targets);
        tokens = tokens.stream().distinct().sorted().toList();
        if (rank < 1) {
            throw new ModelException("The rank of adapters is " + rank + "; it must be 1 or more.");
        }
        if (!(alpha > 0 && Double.isFinite(alpha))) {
            throw new ModelException("The alpha of adapters is " + alpha + "; it must be above 0.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new ModelException("The dropout of adapters is " + dropout + "; it must be 0 or more and below 1.");
        }
        if (targets.isEmpty() || targets.stream().anyMatch(String::isBlank)) {
            throw new ModelException("Adapters need targets: the linear layers they stand beside, such as q_proj.");
        }
        if (new HashSet<>(targets).size() < targets.size()) {
            throw new ModelException("Targets of adapters are named twice: " + String.join(", ", targets) + ".");
        }
    }

    /**
     * {@return the same adapters beside matrices in another precision}
     *
     * @param half whether these are kept in half precision
     */
    public Lora halved(boolean half) {
        return new Lora(rank, alpha, dropout, targets, tokens, half);
    }

    /** {@return what the product of both matrices is multiplied with: alpha / rank} */
    public double scale() {
        return alpha / rank;
    }

    /** Whether an adapter stands beside a layer. */
    boolean isFor(String layer) {
        return targets.stream().anyMatch(target -> isNamed(layer, target));
    }

    static boolean isNamed(String layer, String target) {
        return layer.equals(target) || layer.endsWith("." + target);
    }
}
