package io.github.coconut4j.curriculum.settings;

import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;

/**
 * Generated ProsQA, see {@link ProsQa}: fresh problems in every epoch, held-out problems that are the same for every seed.
 * The keys are the options of {@code data generate --task prosqa}.
 *
 * @param hops from the asked person to the answer: a number, a range as in {@code 3-6} (each equally often), or {@code
 *     published} for the shares of the published problems
 * @param parents mean number of facts that lead to a concept
 * @param branching most facts that may start at a concept, 0 for no limit
 * @param distractors facts that have nothing to do with the question
 * @param balanced whether both options are drawn alike, so that there is no shortcut
 * @param renamed whether the concepts have names that no published problem uses
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ProsQaSettings(
        String hops,
        double parents,
        int branching,
        int distractors,
        boolean balanced,
        boolean renamed,
        long problemsPerEpoch)
        implements DataSettings {

    /** @throws RuntimeException if a value is out of range */
    public ProsQaSettings {
        new ProsQa(PathLengths.parse(hops), parents, branching, distractors, balanced, renamed);
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /** {@link ProsQa#prosQa()}, as many problems an epoch as were published to learn from. */
    public static ProsQaSettings standard() {
        ProsQa task = ProsQa.prosQa();
        return new ProsQaSettings(
                PathLengths.PUBLISHED,
                task.parents(),
                task.branching(),
                task.distractors(),
                task.balanced(),
                task.renamed(),
                17_886);
    }

    /** The same with ways of so many hops. */
    public ProsQaSettings hops(int count) {
        return hops(Integer.toString(count));
    }

    /** The same with ways of {@code least} to {@code most} hops, equally often. */
    public ProsQaSettings hops(int least, int most) {
        return hops(least + "-" + most);
    }

    /** The same with another mean number of facts that lead to a concept. */
    public ProsQaSettings parents(double mean) {
        return new ProsQaSettings(hops, mean, branching, distractors, balanced, renamed, problemsPerEpoch);
    }

    /** The same with at most this many facts that start at a concept. */
    public ProsQaSettings branching(int most) {
        return new ProsQaSettings(hops, parents, most, distractors, balanced, renamed, problemsPerEpoch);
    }

    /** The same with this many facts that have nothing to do with the question. */
    public ProsQaSettings distractors(int count) {
        return new ProsQaSettings(hops, parents, branching, count, balanced, renamed, problemsPerEpoch);
    }

    /** The same with or without shortcuts. */
    public ProsQaSettings balanced(boolean value) {
        return new ProsQaSettings(hops, parents, branching, distractors, value, renamed, problemsPerEpoch);
    }

    /** The same with or without the published names of concepts. */
    public ProsQaSettings renamed(boolean value) {
        return new ProsQaSettings(hops, parents, branching, distractors, balanced, value, problemsPerEpoch);
    }

    /** The same with this many problems drawn for each epoch. */
    public ProsQaSettings problemsPerEpoch(long count) {
        return new ProsQaSettings(hops, parents, branching, distractors, balanced, renamed, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        ProsQa task = new ProsQa(PathLengths.parse(hops), parents, branching, distractors, balanced, renamed);
        return GeneratedSets.of(task::problems, problemsPerEpoch, seed, heldOut, ProblemSets.TEXT_LENGTH_MULTIPLE);
    }

    private ProsQaSettings hops(String lengths) {
        return new ProsQaSettings(lengths, parents, branching, distractors, balanced, renamed, problemsPerEpoch);
    }
}
