package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.curriculum.evaluation.Questions.Question;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.generate.KeptThoughts;
import io.github.coconut4j.model.generate.ThinkingRows;
import io.github.coconut4j.model.generate.ThoughtListener;
import io.github.coconut4j.model.generate.WordScores;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.Executor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Asks a model problems and judges its greedy answers.
 *
 * <p>Batches all have the same number of rows and lengths in coarse steps, so that the model is planned for few shapes;
 * a row's answer does not depend on its neighbours. Whoever opens it closes it.
 */
public final class Evaluator implements AutoCloseable {
    private final ProblemEncoder encoder;
    private final Questions questions;
    private final int batchSize;
    private final int maxNewTokens;
    private final ThoughtGeometry geometry;
    private final Generator generator;
    private Optional<ThoughtObserver> observer = Optional.empty();
    private int[] asked = {};

    /**
     * Makes a generator of its own.
     *
     * @param model stays open, and is the caller's
     * @param options of the generator that is made
     * @param encoder how problems are written down
     * @param batchSize problems answered together
     * @param lengthMultiple prompts are padded to a multiple of this
     * @param maxNewTokens longest answer
     * @param listeners are shown every thought; rows are those of a batch, some at its end may only fill it up
     */
    public Evaluator(
            Model model,
            ExecutorOptions options,
            ProblemEncoder encoder,
            int batchSize,
            int lengthMultiple,
            int maxNewTokens,
            ThoughtListener... listeners) {
        this(
                model,
                all -> new Generator(model, options, all),
                encoder,
                batchSize,
                lengthMultiple,
                maxNewTokens,
                listeners);
    }

    /**
     * Makes a generator that shares an executor's memory; see {@link Executor#runtime}.
     *
     * @param executor must outlive it
     * @param encoder how problems are written down
     * @param batchSize problems answered together
     * @param lengthMultiple prompts are padded to a multiple of this
     * @param maxNewTokens longest answer
     */
    public Evaluator(Executor executor, ProblemEncoder encoder, int batchSize, int lengthMultiple, int maxNewTokens) {
        this(
                executor.model(),
                all -> new Generator(executor.runtime(), all),
                encoder,
                batchSize,
                lengthMultiple,
                maxNewTokens);
    }

    private Evaluator(
            Model model,
            Function<ThoughtListener[], Generator> generators,
            ProblemEncoder encoder,
            int batchSize,
            int lengthMultiple,
            int maxNewTokens,
            ThoughtListener... listeners) {
        this.encoder = encoder;
        this.batchSize = batchSize;
        this.maxNewTokens = maxNewTokens;
        questions =
                new Questions(encoder, batchSize, lengthMultiple, model.config().positions());
        geometry = new ThoughtGeometry(model);
        generator = generators.apply(Stream.concat(Stream.of(new Observed(), geometry), Arrays.stream(listeners))
                .toArray(ThoughtListener[]::new));
    }

    /**
     * Makes the plans for the longest of the first problems of a source, without asking them.
     *
     * @param source whose longest problem counts
     * @param limit at most so many
     * @param layout how each problem is asked
     * @return the memory the answers take; empty if there are no problems
     * @throws io.github.coconut4j.model.OutOfPlanMemory when that is more than there may be, with the numbers
     */
    public Optional<PlanMemory> prepare(ProblemSource source, int limit, Function<Problem, Layout> layout) {
        List<Question> first = questions.first(source, limit, layout);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<Question> longest = first.subList((first.size() - 1) / batchSize * batchSize, first.size());
        try (BatchArrays batch = questions.batch(longest)) {
            return Optional.of(generator.prepare(batch.arrays(), maxNewTokens));
        }
    }

    /**
     * Asks the first problems of a source.
     *
     * @param source of problems and their answers
     * @param limit at most so many
     * @param layout how each problem is asked
     * @return outcomes, thoughts and tokens of all of them
     */
    public Evaluation evaluate(ProblemSource source, int limit, Function<Problem, Layout> layout) {
        return evaluate(source, limit, layout, () -> false);
    }

    /**
     * Asks the first problems of a source, unless that is called off.
     *
     * @param source of problems and their answers
     * @param limit at most so many
     * @param layout how each problem is asked
     * @param calledOff asked between batches
     * @return outcomes, thoughts and tokens of all of them
     * @throws CancellationException if it is called off
     */
    public Evaluation evaluate(
            ProblemSource source, int limit, Function<Problem, Layout> layout, BooleanSupplier calledOff) {
        return Evaluation.of(judge(source, limit, layout, BatchShare.ALL, calledOff));
    }

    /**
     * Asks a share of the first problems of a source, unless that is called off.
     *
     * @param source of problems and their answers
     * @param limit at most so many, of all shares together
     * @param layout how each problem is asked
     * @param share that is asked
     * @param calledOff asked between batches
     * @return what came of each problem of the share, by number; see {@link Evaluation#of}
     * @throws CancellationException if it is called off
     */
    public List<Judged> judge(
            ProblemSource source,
            int limit,
            Function<Problem, Layout> layout,
            BatchShare share,
            BooleanSupplier calledOff) {
        return answers(source, limit, layout, share, calledOff).entrySet().stream()
                .map(answered -> judged(answered.getKey(), answered.getValue()))
                .toList();
    }

    /**
     * {@return what the answers given last come to}
     *
     * @param lastAnswers one or more
     */
    public Evaluation summary(List<Answer> lastAnswers) {
        return Evaluation.of(IntStream.range(0, lastAnswers.size())
                .mapToObj(problem -> judged(problem, lastAnswers.get(problem)))
                .toList());
    }

    private Judged judged(int problem, Answer answer) {
        return new Judged(
                problem,
                answer.outcome(),
                answer.newTokens(),
                answer.thoughts(),
                answer.twoOptions(),
                geometry.of(problem));
    }

    /**
     * Asks the first problems of a source and gives every answer with its outcome, in the order of the source.
     *
     * @param source of problems and their answers
     * @param limit at most so many
     * @param layout how each problem is asked
     * @return one answer for each problem
     */
    public List<Answer> answer(ProblemSource source, int limit, Function<Problem, Layout> layout) {
        return List.copyOf(
                answers(source, limit, layout, BatchShare.ALL, () -> false).values());
    }

    /**
     * Asks the first problems of a source while somebody watches or changes their thoughts.
     *
     * @param source of problems and their answers
     * @param limit at most so many
     * @param layout how each problem is asked
     * @param watching is shown every thought, batch by batch
     * @return every answer with its outcome, in the order of the source
     */
    public List<Answer> answer(
            ProblemSource source, int limit, Function<Problem, Layout> layout, ThoughtObserver watching) {
        observer = Optional.of(watching);
        try {
            return answer(source, limit, layout);
        } finally {
            observer = Optional.empty();
        }
    }

    /**
     * Reads the right answers of the first problems of a source in the place of the model's own words, while somebody watches or changes its thoughts: what it would have said
     * in the place of each of their tokens, as far as the model's positions reach.
     *
     * @param source of the problems
     * @param limit at most so many
     * @param layout how each problem is asked
     * @param watching is shown every thought, batch by batch
     * @param scores is given the scores of all words by row of the source and place in the answer
     */
    public void read(
            ProblemSource source,
            int limit,
            Function<Problem, Layout> layout,
            ThoughtObserver watching,
            WordScores scores) {
        observer = Optional.of(watching);
        try {
            List<Question> first = questions.first(source, limit, layout);
            geometry.start();
            for (int from = 0; from < first.size(); from += batchSize) {
                read(first.subList(from, Math.min(first.size(), from + batchSize)), scores);
            }
        } finally {
            observer = Optional.empty();
        }
    }

    private void read(List<Question> together, WordScores scores) {
        List<int[]> words = new ArrayList<>();
        for (Question question : together) {
            int[] answer = encoder.answer(question.problem().answer());
            words.add(Arrays.copyOf(answer, Math.min(answer.length, questions.room(question))));
        }
        words.addAll(Collections.nCopies(batchSize - words.size(), words.get(0)));
        begin(together);
        try (BatchArrays batch = questions.batch(together)) {
            generator.read(batch.arrays(), words, (row, place, logits) -> {
                if (row < together.size()) {
                    scores.onScores(together.get(row).row(), place, logits);
                }
            });
        }
    }

    /** Passes on what the generator shows, with rows of the source for rows of a batch. */
    private final class Observed implements ThoughtListener {
        @Override
        public void onThought(int k, INDArray z, ThinkingRows rows) {
            observer.ifPresent(watching -> watching.onThoughts(k, z, problems(rows)));
        }

        @Override
        public void onKept(int k, KeptThoughts kept, ThinkingRows rows) {
            observer.ifPresent(watching -> watching.onKept(k, kept, problems(rows)));
        }

        private int[] problems(ThinkingRows rows) {
            return IntStream.range(0, rows.size())
                    .map(i -> rows.row(i) < asked.length ? asked[rows.row(i)] : -1)
                    .toArray();
        }
    }

    /** Answers by the numbers of their problems. */
    private SortedMap<Integer, Answer> answers(
            ProblemSource source,
            int limit,
            Function<Problem, Layout> layout,
            BatchShare share,
            BooleanSupplier calledOff) {
        List<Question> first = questions.first(source, limit, layout);
        SortedMap<Integer, Answer> answers = new TreeMap<>();
        geometry.start();
        for (int from = share.number() * batchSize; from < first.size(); from += share.of() * batchSize) {
            if (calledOff.getAsBoolean()) {
                throw new CancellationException();
            }
            List<Question> batch = first.subList(from, Math.min(first.size(), from + batchSize));
            List<int[]> generated = generate(batch);
            for (int i = 0; i < batch.size(); i++) {
                answers.put(batch.get(i).row(), judge(batch.get(i), generated.get(i)));
            }
        }
        return answers;
    }

    /**
     * Refuses a question that is longer than the model.
     *
     * @param prompt with its thoughts
     * @param positions of the model, in tokens
     * @throws DataException that says by how much
     */
    public static void requireRoom(StagedRecord prompt, int positions) {
        if (prompt.length() > positions) {
            throw new DataException(
                    "the question takes %d tokens with its thoughts (%d), but the model has %d positions; shorten it or leave it out."
                            .formatted(prompt.length(), prompt.latents(), positions));
        }
    }

    private void begin(List<Question> together) {
        asked = together.stream().mapToInt(Question::row).toArray();
        geometry.next(asked);
    }

    private List<int[]> generate(List<Question> together) {
        begin(together);
        try (BatchArrays batch = questions.batch(together)) {
            return generator.generate(batch.arrays(), maxNewTokens);
        }
    }

    private Answer judge(Question question, int[] generated) {
        String text = encoder.tokenizer().decode(generated);
        String answer = encoder.answerOf(text);
        return new Answer(
                text,
                answer,
                Outcome.of(question.problem(), answer, text),
                generated.length,
                question.prompt().latents(),
                question.problem().otherAnswer().isPresent(),
                questions.passes(question, generated.length, maxNewTokens));
    }

    @Override
    public void close() {
        generator.close();
        geometry.close();
    }

    /**
     * One answered problem.
     *
     * @param text all that was written
     * @param answer the answer in it
     * @param outcome whether it is right
     * @param newTokens number of tokens of the text
     * @param thoughts number of thoughts before it
     * @param twoOptions whether the problem names two options
     * @param passes forward passes it takes, keys and values kept: the question is one, each thought and each word that is read again another
     */
    public record Answer(
            String text, String answer, Outcome outcome, int newTokens, int thoughts, boolean twoOptions, int passes) {
        /** {@return what was written before the answer, without blanks around it} */
        public String reasoning() {
            int mark = text.lastIndexOf('#');
            return (mark < 0 ? text : text.substring(0, mark).replaceAll("#+$", "")).strip();
        }
    }
}
