package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.ProblemSource;

/** The sets of a generated task: fresh training problems in every epoch, held-out problems that no seed changes. */
final class GeneratedSets {
    /** Seeds of the held-out problems, which small training seeds, salted, do not meet. */
    private static final long VALIDATION_SEED = 999;

    private static final long TEST_SEED = 12345;

    private static final long TRAINING_SALT = 0x747261696E696E67L;

    private GeneratedSets() {}

    /** A task, asked for so many problems an epoch of a seed. */
    @FunctionalInterface
    interface Task {
        ProblemSource problems(long count, long seed);
    }

    static ProblemSets of(Task task, long problemsPerEpoch, long seed, EvaluationSettings heldOut, int lengthMultiple) {
        return new ProblemSets(
                training(task, problemsPerEpoch, seed),
                task.problems(heldOut.validationProblems(), VALIDATION_SEED),
                task.problems(heldOut.testProblems(), TEST_SEED),
                lengthMultiple);
    }

    /** The problems to learn from. */
    static ProblemSource training(Task task, long problemsPerEpoch, long seed) {
        return task.problems(problemsPerEpoch, seed ^ TRAINING_SALT);
    }
}
