package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.CurriculumException;
import java.util.List;
import java.util.Optional;

/**
 * What one method is expected to come to.
 *
 * <p>Creating one throws {@link CurriculumException} if the method has no name, or nothing was measured.
 *
 * @param method its name
 * @param measures in the order of the training, the test last
 */
public record MethodBands(String method, List<Measure> measures) {

    public MethodBands {
        if (method == null || measures == null) {
            throw new CurriculumException((method == null ? "method" : "measures") + " is missing.");
        }
        measures = List.copyOf(measures);
    }

    /**
     * {@return what is expected at one point}
     *
     * @param point name of a measure
     */
    public Optional<Measure> at(String point) {
        return measures.stream().filter(measure -> measure.at().equals(point)).findFirst();
    }
}
