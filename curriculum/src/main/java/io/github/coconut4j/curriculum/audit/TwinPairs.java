package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Twins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Problems beside their counterfactual twins: the same facts, asked so that the other answer is right.
 *
 * @param problems a problem at every even row, its twin behind it; without twins, problems alone
 * @param paired whether they are pairs
 * @param without problems that were left out because they have no twin
 */
record TwinPairs(ProblemSource problems, boolean paired, int without) {

    /**
     * Takes the first problems that have a twin; if none has one, the first problems alone.
     *
     * @param pairs at most so many
     */
    static TwinPairs of(ProblemSource source, int pairs) {
        List<Problem> together = new ArrayList<>();
        int without = 0;
        for (long row = 0; row < source.size() && together.size() < 2 * pairs; row++) {
            Problem problem = source.problem(0, row);
            if (problem.extra().containsKey(Twins.TWIN)) {
                continue; // its own twin stands before it
            }
            Optional<Problem> twin = Twins.of(problem);
            if (twin.isPresent()) {
                together.add(problem);
                together.add(twin.get());
            } else {
                without++;
            }
        }
        if (!together.isEmpty()) {
            return new TwinPairs(new ListSource(source.name(), together, source.fingerprint()), true, without);
        }
        for (long row = 0; row < Math.min(source.size(), 2L * pairs); row++) {
            together.add(source.problem(0, row));
        }
        return new TwinPairs(new ListSource(source.name(), together, source.fingerprint()), false, without);
    }

    int size() {
        return Math.toIntExact(problems.size());
    }

    Problem problem(int row) {
        return problems.problem(0, row);
    }

    /** The other of a pair. */
    static int twin(int row) {
        return row ^ 1;
    }
}
