package io.github.coconut4j.model.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Concatenations along the rows; the same operands are joined only once in a graph, since a weight's and its bias' gradient read the same rows. */
final class Joins {
    private Joins() {}

    static SDVariable rows(SameDiff sd, int rank, SDVariable... parts) {
        List<String> names = Arrays.stream(parts).map(SDVariable::name).collect(Collectors.toList());
        String name = "rows_of_" + names.hashCode() + "_" + names.get(0);
        if (sd.hasVariable(name)) {
            return sd.getVariable(name);
        }
        return sd.concat(name, Math.max(0, rank - 2), parts);
    }
}
