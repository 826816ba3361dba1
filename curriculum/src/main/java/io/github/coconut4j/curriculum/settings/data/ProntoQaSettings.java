package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;

/**
 * Generated ProntoQA, see {@link ProntoQa}: fresh problems in every epoch, held-out problems that are the same for every
 * seed. The keys are the options of {@code data generate --task prontoqa}.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(prontoQa().hops(4).balanced(true).steps(ChainSteps.SENTENCES).problemsPerEpoch(10_000))
 *
 * data:
 *   type: prontoqa
 *   hops: 4
 *   balanced: true
 *   steps: sentences
 *   problems_per_epoch: 10000
 * }</pre>
 *
 * <p>Creating one throws {@link RuntimeException} if a number is out of range.
 *
 * @param hops number of rules to apply
 * @param balanced whether there are two ladders, so that there is no shortcut
 * @param steps whether what is known and the rule that is applied to it are one step, as published, or two
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ProntoQaSettings(int hops, boolean balanced, ChainSteps steps, long problemsPerEpoch)
        implements DataSettings {

    public ProntoQaSettings {
        new ProntoQa(hops, balanced, steps);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /**
     * {@return the same with this many rules to apply}
     *
     * @param count 1 or more
     */
    public ProntoQaSettings hops(int count) {
        return new ProntoQaSettings(count, balanced, steps, problemsPerEpoch);
    }

    /**
     * {@return the same with or without shortcuts}
     *
     * @param value whether both answers are drawn alike
     */
    public ProntoQaSettings balanced(boolean value) {
        return new ProntoQaSettings(hops, value, steps, problemsPerEpoch);
    }

    /**
     * {@return the same with other steps}
     *
     * @param value what stands in the chain
     */
    public ProntoQaSettings steps(ChainSteps value) {
        return new ProntoQaSettings(hops, balanced, value, problemsPerEpoch);
    }

    /**
     * {@return the same with this many problems drawn for each epoch}
     *
     * @param count 1 to a billion, drawn anew for every epoch
     */
    public ProntoQaSettings problemsPerEpoch(long count) {
        return new ProntoQaSettings(hops, balanced, steps, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        return GeneratedSets.of(
                new ProntoQa(hops, balanced, steps)::problems,
                problemsPerEpoch,
                seed,
                heldOut,
                ProblemSets.TEXT_LENGTH_MULTIPLE);
    }
}
