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
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(prosQa().hops(4).concepts(23, 27).parents(1.5).branching(4).distractors(2)
 *         .balanced(true).renamed(false).form(FactForm.SYMBOLS)
 *         .rungs(rung(2, 10, 2)).problemsPerEpoch(10_000))
 *
 * data:
 *   type: prosqa
 *   hops: 4
 *   concepts: 23-27
 *   parents: 1.5
 *   branching: 4
 *   distractors: 2
 *   balanced: true
 *   renamed: false
 *   form: symbols
 *   rungs:
 *     - {epochs: 2, concepts: 10, hops: 2}
 *   problems_per_epoch: 10000
 * }</pre>
 *
 * <p>Creating one throws {@link RuntimeException} if a value is out of range.
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

    /**
     * {@return the same with ways of so many hops}
     *
     * @param count edges from the person asked about to the right concept
     */
    public ProsQaSettings hops(int count) {
        return hops(Integer.toString(count));
    }

    /**
     * {@return the same with ways of {@code least} to {@code most} hops, equally often}
     *
     * @param least of the edges to the right concept
     * @param most of them, included
     */
    public ProsQaSettings hops(int least, int most) {
        return hops(least + "-" + most);
    }

    /**
     * {@return the same with graphs of so many concepts and persons}
     *
     * @param count nodes of the graph
     */
    public ProsQaSettings concepts(int count) {
        return concepts(count, count);
    }

    /**
     * {@return the same with graphs of {@code least} to {@code most} concepts and persons, equally often}
     *
     * @param least of the nodes of a graph
     * @param most of them, included
     */
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

    /**
     * {@return the same with another mean number of facts that lead to a concept}
     *
     * @param mean 1 to 8
     */
    public ProsQaSettings parents(double mean) {
        return new ProsQaSettings(
                hops, concepts, mean, branching, distractors, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same with at most this many facts that start at a concept}
     *
     * @param most 0 for no limit, at most 1000
     */
    public ProsQaSettings branching(int most) {
        return new ProsQaSettings(
                hops, concepts, parents, most, distractors, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same with this many facts that have nothing to do with the question}
     *
     * @param count 0 to 40
     */
    public ProsQaSettings distractors(int count) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, count, balanced, renamed, form, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same with or without shortcuts}
     *
     * @param value whether both options are drawn alike
     */
    public ProsQaSettings balanced(boolean value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, value, renamed, form, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same with or without the published names of concepts}
     *
     * @param value whether names are used that no published problem has
     */
    public ProsQaSettings renamed(boolean value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, balanced, value, form, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same in sentences or in symbols}
     *
     * @param value of all facts, questions and steps
     */
    public ProsQaSettings form(FactForm value) {
        return new ProsQaSettings(
                hops, concepts, parents, branching, distractors, balanced, renamed, value, rungs, problemsPerEpoch);
    }

    /**
     * {@return the same with smaller problems first}
     *
     * @param first in the order in which they are drawn; none for the full size from the first epoch on
     */
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

    /**
     * {@return the same with this many problems drawn for each epoch}
     *
     * @param count 1 to a billion, drawn anew for every epoch
     */
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
