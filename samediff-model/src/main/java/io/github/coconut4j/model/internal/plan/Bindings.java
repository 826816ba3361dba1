package io.github.coconut4j.model.internal.plan;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arrays a plan works on, by the names of the graph. They belong to the caller and must outlive the plan.
 *
 * @param inputs placeholders and parameters; read at every run
 * @param outputs arrays that receive a value at every run, c-ordered
 * @param sums arrays that a value is added to at every run, c-ordered
 */
public record Bindings(Map<String, INDArray> inputs, Map<String, INDArray> outputs, Map<String, INDArray> sums) {}
