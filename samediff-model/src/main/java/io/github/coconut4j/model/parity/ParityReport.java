package io.github.coconut4j.model.parity;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import java.nio.file.Path;
import java.util.List;

/**
 * A model held against numbers computed elsewhere: the loss of a batch, the logits of its tokens and the gradient of every parameter.
 *
 * @param differences one for each tensor, worst first
 * @param tolerance largest relative difference that passes
 */
public record ParityReport(List<Difference> differences, double tolerance) {
    /** @throws ModelException if the tolerance is negative or not a number */
    public ParityReport {
        if (!(tolerance >= 0)) {
            throw new ModelException("The tolerance is " + tolerance + "; it must be 0 or more, for example 1e-4.");
        }
        differences = differences.stream().sorted(Difference.WORST_FIRST).toList();
    }

    /**
     * Runs a model over the batch of a reference and compares.
     *
     * @param model computes the other side
     * @param reference safetensors file with {@code input_ids}, {@code attention_mask}, {@code position_ids} and {@code labels [B, S]}, {@code loss} (the mean
     *     over the labelled tokens), {@code logits [B, S, V]} (compared where attention_mask is 1) and the gradient of the loss by every parameter,
     *     {@code grad.NAME}
     * @param tolerance largest relative difference of any tensor that passes
     * @return a line for each tensor
     * @throws ModelException when arrays are missing or do not fit the model
     */
    public static ParityReport compare(Model model, Path reference, double tolerance) {
        try (Reference expected = Reference.read(reference, model)) {
            return new ParityReport(expected.compare(), tolerance);
        }
    }

    /** {@return whether every tensor is within the tolerance} */
    public boolean passed() {
        return differences.stream().allMatch(difference -> difference.within(tolerance));
    }
}
