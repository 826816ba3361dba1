package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Wording;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The three parts of an experiment's data.
 *
 * @param training problems to learn from
 * @param validation held-out problems that are asked during training
 * @param test held-out problems that are asked at the end
 * @param lengthMultiple lengths of batches are rounded up to a multiple of this; 1 where all problems have one length
 * @param wording how they are put into words
 */
public record ProblemSets(
        ProblemSource training, ProblemSource validation, ProblemSource test, int lengthMultiple, Wording wording)
        implements AutoCloseable {

    /** Lengths of natural language vary; its batches are rounded up to a multiple of this. */
    public static final int TEXT_LENGTH_MULTIPLE = 8;

    /**
     * Problems in the words of the official code.
     *
     * @param training to learn from
     * @param validation asked during training
     * @param test asked at the end
     * @param lengthMultiple to which lengths of batches are rounded up, 1 or more
     */
    public ProblemSets(ProblemSource training, ProblemSource validation, ProblemSource test, int lengthMultiple) {
        this(training, validation, test, lengthMultiple, Wording.STANDARD);
    }

    /** {@return the fingerprint of each part by its name, by which a resumed run knows its data again} */
    public Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fingerprints.put("training", training.fingerprint());
        fingerprints.put("validation", validation.fingerprint());
        fingerprints.put("test", test.fingerprint());
        return fingerprints;
    }

    /** The same held-out problems, and others to learn from. */
    ProblemSets withTraining(ProblemSource others) {
        return new ProblemSets(others, validation, test, lengthMultiple, wording);
    }

    @Override
    public void close() {
        training.close();
        validation.close();
        test.close();
    }
}
