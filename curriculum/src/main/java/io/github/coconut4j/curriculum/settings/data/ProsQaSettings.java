package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.Concepts;
import io.github.coconut4j.data.task.EpochRungs;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generated ProsQA, see {@link ProsQa}: fresh problems in every epoch, held-out problems that are the same for every seed.
 * The keys are the options of {@code data generate --task prosqa}.
 *
 * @param hops from the asked person to the answer: a number, a range as in {@code 3-6} (each equally often), or {@code
 *     published} for the shares of the published problems
 * @param concepts how many concepts and persons a graph is grown of: a number, a range, or {@code published} for 23-27
 * @param parents mean number of facts that lead to a concept
 * @param branching most facts that may start at a concept, 0 for no limit
 * @param distractors facts that have nothing to do with the question
 * @param balanced whether both options are drawn alike, so that there is no shortcut
 * @param renamed whether the concepts have names that no published problem uses
 * @param form sentences or symbols
 * @param rungs smaller problems that the first epochs of a training draw, in order; the later ones, and all held-out
 *     problems, are of the sizes above
 * @param problemsPerEpoch problems drawn for each epoch
 */
public record ProsQaSettings(
        String hops,
        String concepts,
        double parents,
        int branching,
        int distractors,
        boolean balanced,
        boolean renamed,
        FactForm form,
        List<RungSettings> rungs,
        long problemsPerEpoch)
        implements DataSettings {

    /**
     * Copies the list.
     *
     * @throws RuntimeException if a value is out of range
     */
    public ProsQaSettings {
        rungs = List.copyOf(rungs);
        ProsQa top = task(hops, concepts, parents, branching, distractors, balanced, renamed, form);
        top.problems(1, 0);
        for (int number = 0; number < rungs.size(); number++) {
            Optional<String> complaint = rungs.get(number).complaint(top);
            if (complaint.isPresent()) {
                throw new CurriculumException("rungs." + number + "." + complaint.get());
            }
        }
        Checks.between(1, 1_000_000_000, problemsPerEpoch, "problems_per_epoch");
    }

    /** The same with ways of so many hops. */
    public ProsQaSettings hops(int count) {
        return hops(Integer.toString(count));
    }

    /** The same with ways of {@code least} to {@code most} hops, equally often. */
    public ProsQaSettings hops(int least, int most) {
        return hops(least + "-" + most);
    }

    /** The same with graphs of so many concepts and persons. */
    public ProsQaSettings concepts(int count) {
        return concepts(count, count);
    }

    /** The same with graphs of {@code least} to {@code most} concepts and persons, equally often. */
    public ProsQaSettings concepts(int least, int most) {
        return new ProsQaSettings(
                hops,
                new Concepts(least, most, false).toString(),
                parents,
                branching,
                distractors,
                balanced,
                renamed,
                form,
                rungs,
                problemsPerEpoch);
    }

    /** The same with another mean number of facts that lead to a concept. */
    public ProsQaSettings parents(double mean) {
        return new ProsQaSettings(
                hops, concepts, mean, branching, distractors, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /** The same with at most this many facts that start at a concept. */
    public ProsQaSettings branching(int most) {
        return new ProsQaSettings(
                hops, concepts, parents, most, distractors, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /** The same with this many facts that have nothing to do with the question. */
    public ProsQaSettings distractors(int count) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, count, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /** The same with or without shortcuts. */
    public ProsQaSettings balanced(boolean value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, value, renamed, form, rungs, problemsPerEpoch);
    }

    /** The same with or without the published names of concepts. */
    public ProsQaSettings renamed(boolean value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, balanced, value, form, rungs, problemsPerEpoch);
    }

    /** The same in sentences or in symbols. */
    public ProsQaSettings form(FactForm value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, balanced, renamed, value, rungs, problemsPerEpoch);
    }

    /** The same with smaller problems first. */
    public ProsQaSettings rungs(RungSettings... first) {
        return new ProsQaSettings(
                hops,
                concepts,
                parents,
                branching,
                distractors,
                balanced,
                renamed,
                form,
                List.of(first),
                problemsPerEpoch);
    }

    /** The same with this many problems drawn for each epoch. */
    public ProsQaSettings problemsPerEpoch(long count) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, balanced, renamed, form, rungs, count);
    }

    @Override
    public ProblemSets open(long seed, EvaluationSettings heldOut) {
        ProsQa task = task(hops, concepts, parents, branching, distractors, balanced, renamed, form);
        ProblemSets sets =
                GeneratedSets.of(task::problems, problemsPerEpoch, seed, heldOut, ProblemSets.TEXT_LENGTH_MULTIPLE);
        List<EpochRungs.Rung> first = new ArrayList<>();
        for (RungSettings rung : rungs) {
            ProblemSource problems = GeneratedSets.training(rung.of(task)::problems, problemsPerEpoch, seed);
            first.add(new EpochRungs.Rung(rung.epochs(), problems));
        }
        return first.isEmpty() ? sets : sets.withTraining(new EpochRungs(first, sets.training()));
    }

    private static ProsQa task(
            String hops,
            String concepts,
            double parents,
            int branching,
            int distractors,
            boolean balanced,
            boolean renamed,
            FactForm form) {
        return new ProsQa(
                PathLengths.parse(hops),
                Concepts.parse(concepts),
                parents,
                branching,
                distractors,
                balanced,
                renamed,
                form);
    }

    private ProsQaSettings hops(String lengths) {
        return new ProsQaSettings(
                lengths, concepts, parents, branching, distractors, balanced, renamed, form, rungs, problemsPerEpoch);
    }
}
