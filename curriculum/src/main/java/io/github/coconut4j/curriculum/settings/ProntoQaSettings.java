package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.data.task.ProntoQa;

/**
 * Generated ProntoQA, see {@link ProntoQa}: fresh problems in every epoch, held-out problems that are the same for every
 * seed. The keys are the options of {@code data generate --task prontoqa}.
 *
 * @param hops number of rules to apply
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ProntoQaSettings(int hops, long problemsPerEpoch) implements DataSettings {

    /** @throws RuntimeException if a number is out of range */
    public ProntoQaSettings {
        new ProntoQa(hops);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /** {@link ProntoQa#prontoQa()}, as many problems an epoch as the paper learns from. */
    public static ProntoQaSettings standard() {
        return new ProntoQaSettings(ProntoQa.prontoQa().hops(), 9_000);
    }

    /** The same with this many rules to apply. */
    public ProntoQaSettings hops(int count) {
        return new ProntoQaSettings(count, problemsPerEpoch);
    }

    /** The same with this many problems drawn for each epoch. */
    public ProntoQaSettings problemsPerEpoch(long count) {
        return new ProntoQaSettings(hops, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        return GeneratedSets.of(
                new ProntoQa(hops)::problems, problemsPerEpoch, seed, heldOut, ProblemSets.TEXT_LENGTH_MULTIPLE);
    }
}
