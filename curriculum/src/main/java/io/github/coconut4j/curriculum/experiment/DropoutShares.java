package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.model.dropout.Dropout;
import java.util.List;

/** The key {@code dropout} of an experiment: one share for all places, or three. */
final class DropoutShares {
    private DropoutShares() {}

    /** @throws CurriculumException if there are two or more than three, or one is out of range */
    static List<Double> checked(List<Double> shares) {
        if (shares.size() != 1 && shares.size() != 3) {
            throw new CurriculumException(
                    "dropout is one share for all, or three: of embeddings, attention and residual stream; not "
                            + shares + ".");
        }
        for (double share : shares) {
            if (!(share >= 0 && share < 1)) {
                throw new CurriculumException("dropout must be 0 or more and below 1, not " + share + ".");
            }
        }
        return List.copyOf(shares);
    }

    static Dropout of(Experiment experiment) {
        List<Double> shares = experiment.dropout();
        int last = shares.size() - 1;
        return new Dropout(shares.get(0), shares.get(Math.min(1, last)), shares.get(last));
    }
}
