package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.curriculum.internal.Checks;

/**
 * How much is asked of a model, and when.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .evaluation(evaluation().validationProblems(200).testProblems(1000).perEpoch(4).maxNewTokens(16))
 *
 * evaluation:
 *   validation_problems: 200
 *   test_problems: 1000
 *   per_epoch: 4
 *   max_new_tokens: 16
 * }</pre>
 *
 * <p>Creating one throws {@link io.github.coconut4j.curriculum.CurriculumException} if a number is out of range.
 *
 * @param validationProblems held-out problems asked during training
 * @param testProblems held-out problems asked at the end
 * @param perEpoch how many times an epoch the validation problems are asked; the last time is its end
 * @param maxNewTokens longest answer, in tokens, thoughts not counted
 */
public record EvaluationSettings(int validationProblems, int testProblems, int perEpoch, int maxNewTokens) {

    /** More problems than any file of held-out problems has. */
    public static final int ALL = 10_000_000;

    public EvaluationSettings {
        Checks.between(1, ALL, validationProblems, "validation_problems");
        Checks.between(1, ALL, testProblems, "test_problems");
        Checks.between(1, 10_000, perEpoch, "per_epoch");
        Checks.between(1, 65_536, maxNewTokens, "max_new_tokens");
    }

    /**
     * {@return the same with this many validation problems}
     *
     * @param count 1 or more; the first ones of the held-out problems
     */
    public EvaluationSettings validationProblems(int count) {
        return new EvaluationSettings(count, testProblems, perEpoch, maxNewTokens);
    }

    /**
     * {@return the same with this many test problems}
     *
     * @param count 1 or more
     */
    public EvaluationSettings testProblems(int count) {
        return new EvaluationSettings(validationProblems, count, perEpoch, maxNewTokens);
    }

    /**
     * {@return the same, asked this many times an epoch}
     *
     * @param times 1 to 10,000, the last at the end of the epoch
     */
    public EvaluationSettings perEpoch(int times) {
        return new EvaluationSettings(validationProblems, testProblems, times, maxNewTokens);
    }

    /**
     * {@return the same with answers of at most this many tokens}
     *
     * @param count 1 to 65,536, thoughts not counted
     */
    public EvaluationSettings maxNewTokens(int count) {
        return new EvaluationSettings(validationProblems, testProblems, perEpoch, count);
    }
}
