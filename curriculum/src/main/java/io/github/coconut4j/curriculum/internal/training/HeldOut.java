package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.BatchShare;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.Executor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Asks a model the held-out problems of a training, as its settings say. Shares the memory of the executor the model is trained with, which stays the caller's. */
final class HeldOut implements AutoCloseable {
    private final TrainingSettings settings;
    private final ProblemSets problems;
    private final Evaluator evaluator;

    HeldOut(TrainingSettings settings, ProblemSets problems, ProblemEncoder encoder, Executor executor) {
        this.settings = settings;
        this.problems = problems;
        evaluator = new Evaluator(
                executor,
                encoder,
                settings.batchSize(),
                problems.lengthMultiple(),
                settings.evaluation().maxNewTokens());
    }

    /**
     * Makes the plans of a stage.
     *
     * @return the memory the longest validation problems take; empty if there are none
     */
    Optional<PlanMemory> prepare(int stage) {
        return evaluator.prepare(
                problems.validation(), settings.evaluation().validationProblems(), problem -> settings.staged()
                        .answering(problem, stage));
    }

    /**
     * Asks one worker's share.
     *
     * @param stop asked between batches
     * @throws CancellationException if asked to stop
     */
    List<Judged> ask(Questions questions, int worker, BooleanSupplier stop) {
        return evaluator.judge(
                source(questions.part()),
                limit(questions.part()),
                problem -> settings.staged().answering(problem, questions.stage()),
                new BatchShare(worker, questions.workers()),
                stop);
    }

    private ProblemSource source(Questions.Part part) {
        return switch (part) {
            case VALIDATION -> problems.validation();
            case TEST -> problems.test();
        };
    }

    private int limit(Questions.Part part) {
        return switch (part) {
            case VALIDATION -> settings.evaluation().validationProblems();
            case TEST -> settings.evaluation().testProblems();
        };
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
