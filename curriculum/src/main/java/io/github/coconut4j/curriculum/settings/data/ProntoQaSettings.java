package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;

/**
 * Generated ProntoQA, see {@link ProntoQa}: fresh problems in every epoch, held-out problems that are the same for every
 * seed. The keys are the options of {@code data generate --task prontoqa}.
 *
 * @param hops number of rules to apply
 * @param balanced whether there are two ladders, so that there is no shortcut
 * @param steps whether what is known and the rule that is applied to it are one step, as published, or two
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ProntoQaSettings(int hops, boolean balanced, ChainSteps steps, long problemsPerEpoch)
        implements DataSettings {

    /** @throws RuntimeException if a number is out of range */
    public ProntoQaSettings {
        new ProntoQa(hops, balanced, steps);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /** The same with this many rules to apply. */
    public ProntoQaSettings hops(int count) {
        return new ProntoQaSettings(count, balanced, steps, problemsPerEpoch);
    }

    /** The same with or without shortcuts. */
    public ProntoQaSettings balanced(boolean value) {
        return new ProntoQaSettings(hops, value, steps, problemsPerEpoch);
    }

    /** The same with other steps. */
    public ProntoQaSettings steps(ChainSteps value) {
        return new ProntoQaSettings(hops, balanced, value, problemsPerEpoch);
    }

    /** The same with this many problems drawn for each epoch. */
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
