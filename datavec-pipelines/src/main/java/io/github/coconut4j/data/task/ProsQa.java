package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.RowRandom;
import io.github.coconut4j.data.internal.task.ProsQaNames;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * ProsQA (Hao et al., arXiv 2412.06769): "Every A is a B." facts about made-up concepts and a few persons, and the
 * question which of two concepts one person is. The facts are a random graph in which one option can be reached from the
 * asked person and the other only from somebody else; see {@link ProsQaGraph} for how it grows.
 *
 * <p>The default kind has the statistics of the published problems, and hence their shortcuts: without looking at who is
 * asked, the option that is farther from every person is right nine times out of ten. The {@linkplain #balanced(boolean)
 * balanced} kind has none: both options are equally far from a person each, and a coin decides who is asked after all
 * else has been drawn.
 *
 * <p>Creating one throws {@link DataException} if a number is out of range.
 *
 * @param lengths hops from the asked person to the answer
 * @param concepts how many concepts and persons the graph is grown of: few make the small rungs of a ladder whose top are
 *     the published problems, all in the same words
 * @param parents mean number of facts that lead to a concept, before the shortest chains are chosen; more make more ways
 *     converge, 1.5 as published
 * @param branching most facts that may start at a concept, 0 for no limit
 * @param distractors facts about persons and concepts that have nothing to do with the question
 * @param balanced whether both options are drawn alike
 * @param renamed whether the concepts have names that no published problem uses
 * @param form sentences, as published, or symbols
 */
public record ProsQa(
        PathLengths lengths,
        Concepts concepts,
        double parents,
        int branching,
        int distractors,
        boolean balanced,
        boolean renamed,
        FactForm form) {
    private static final int MOST_HOPS = 12;

    public ProsQa {
        check(parents >= 1 && parents <= 8, "parents must lie between 1 and 8, not " + parents);
        check(branching >= 0, "branching must be at least 0, not " + branching);
        check(branching <= 1000, "branching must be at most 1000, not " + branching);
        check(distractors >= 0 && distractors <= 40, "distractors must lie between 0 and 40, not " + distractors);
        check(lengths.longest() <= MOST_HOPS, "hops must be at most " + MOST_HOPS + ", not " + lengths.longest());
    }

    /**
     * Problems with the statistics of the published ones.
     *
     * @return shortcuts included; to be changed by the methods below
     */
    public static ProsQa prosQa() {
        return new ProsQa(
                PathLengths.measured(),
                Concepts.published(),
                ProsQaGraph.PUBLISHED_PARENTS,
                0,
                0,
                false,
                false,
                FactForm.WORDS);
    }

    /**
     * The same with paths of {@code least} to {@code most} hops, equally often.
     *
     * @param least 1 or more
     * @param most up to 12
     * @return a changed copy
     */
    public ProsQa hops(int least, int most) {
        return hops(PathLengths.between(least, most));
    }

    /**
     * The same with paths of these lengths.
     *
     * @param these up to 12 hops
     * @return a changed copy
     */
    public ProsQa hops(PathLengths these) {
        return new ProsQa(these, concepts, parents, branching, distractors, balanced, renamed, form);
    }

    /**
     * The same with graphs of so many concepts and persons.
     *
     * @param count 4 to 40, with room for the longest ways
     * @return a changed copy
     */
    public ProsQa concepts(int count) {
        return concepts(new Concepts(count, count, false));
    }

    /**
     * The same with graphs of these sizes.
     *
     * @param these with room for the longest ways
     * @return a changed copy
     */
    public ProsQa concepts(Concepts these) {
        return new ProsQa(lengths, these, parents, branching, distractors, balanced, renamed, form);
    }

    /**
     * The same with another mean number of facts that lead to a concept: 1 for trees, 2.5 and more for dense graphs.
     *
     * @param value 1 to 8
     * @return a changed copy
     */
    public ProsQa parents(double value) {
        return new ProsQa(lengths, concepts, value, branching, distractors, balanced, renamed, form);
    }

    /**
     * The same with at most this many facts that start at a concept.
     *
     * @param value up to 1000; 0 for no limit
     * @return a changed copy
     */
    public ProsQa branching(int value) {
        return new ProsQa(lengths, concepts, parents, value, distractors, balanced, renamed, form);
    }

    /**
     * The same with this many facts that have nothing to do with the question.
     *
     * @param value 0 to 40
     * @return a changed copy
     */
    public ProsQa distractors(int value) {
        return new ProsQa(lengths, concepts, parents, branching, value, balanced, renamed, form);
    }

    /**
     * The same with or without shortcuts.
     *
     * @param value true for problems without shortcuts
     * @return a changed copy
     */
    public ProsQa balanced(boolean value) {
        return new ProsQa(lengths, concepts, parents, branching, distractors, value, renamed, form);
    }

    /**
     * The same with or without the published names of concepts.
     *
     * @param value true for names that no published problem uses
     * @return a changed copy
     */
    public ProsQa renamed(boolean value) {
        return new ProsQa(lengths, concepts, parents, branching, distractors, balanced, value, form);
    }

    /**
     * The same in sentences or in symbols.
     *
     * @param value of question, steps and answer
     * @return a changed copy
     */
    public ProsQa form(FactForm value) {
        return new ProsQa(lengths, concepts, parents, branching, distractors, balanced, renamed, value);
    }

    /**
     * An endless supply of such problems: every epoch draws new ones.
     *
     * @param count problems in one epoch
     * @param seed the same seed draws the same problems
     * @return may be read by several threads
     * @throws DataException if the settings do not go together
     */
    public ProblemSource problems(long count, long seed) {
        int longest = lengths.longest();
        concepts.requireRoomFor(
                balanced ? 2 * longest : longest + 1,
                (balanced ? "two ways of " : "a way of ") + longest + (longest == 1 ? " hop" : " hops"));
        check(
                !renamed || form == FactForm.WORDS,
                "renamed gives the concepts other names, but in symbols they have none; leave out one of the two");
        return new Source(this, count, seed);
    }

    List<String> conceptNames() {
        return renamed ? ProsQaNames.NEW_CONCEPTS : ProsQaNames.CONCEPTS;
    }

    private static void check(boolean holds, String complaint) {
        if (!holds) {
            throw new DataException(complaint + ".");
        }
    }

    private record Source(ProsQa task, long size, long seed) implements ProblemSource {
        private static final List<String> OTHER_WORDS = List.of("Every", "is", "a", ".", "Is", "or", "?");

        @Override
        public String name() {
            return "prosqa";
        }

        @Override
        public Problem problem(int epoch, long row) {
            SplittableRandom random = RowRandom.at(seed, epoch, row);
            Problem problem = ProsQaWriter.problem(task, random);
            return task.form == FactForm.WORDS
                    ? problem
                    : Symbols.write(problem, FactGraph.of(problem).orElseThrow(), random);
        }

        @Override
        public String fingerprint() {
            return task + ", " + size + " problems an epoch, seed " + seed;
        }

        @Override
        public Optional<List<String>> symbols() {
            return task.form == FactForm.SYMBOLS ? Optional.of(Symbols.all()) : Optional.empty();
        }

        @Override
        public Optional<List<String>> words() {
            return Optional.of(Stream.of(OTHER_WORDS, ProsQaNames.PERSONS, task.conceptNames())
                    .flatMap(List::stream)
                    .toList());
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }
}
