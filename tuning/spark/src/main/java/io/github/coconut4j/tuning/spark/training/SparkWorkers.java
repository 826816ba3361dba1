package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.evaluation.Judged;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.RoundDone;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.model.train.TrainedState;
import io.github.coconut4j.model.train.TrainedWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of one training, each a task of every round's job. */
final class SparkWorkers implements Workers {
    private static final Logger LOG = LoggerFactory.getLogger(SparkWorkers.class);

    private final RoundJobs jobs;
    private final Assignment assignment;
    private final LostExecutors lost = new LostExecutors();
    private boolean told;

    SparkWorkers(RoundJobs jobs, Assignment assignment) {
        this.jobs = jobs;
        this.assignment = assignment;
        jobs.cluster().using(() -> {
            jobs.context().sc().addSparkListener(lost);
            return lost;
        });
    }

    @Override
    public StageMemory prepare(Round first, BooleanSupplier stop) {
        return jobs.cluster().using(() -> prepared(first, stop));
    }

    private StageMemory prepared(Round first, BooleanSupplier stop) {
        List<WorkerReport<StageMemory>> ready = jobs.run(
                new WorkerTask<>(assignment, (worker, number, interrupted) -> worker.prepare(first, number)), stop);
        long executors = ready.stream().map(WorkerReport::executor).distinct().count();
        if (executors < first.workers() && !told) {
            told = true;
            LOG.warn(
                    "{} workers share {} executor{}, so not all of them compute at the same time; each needs {} cores"
                            + " of a Spark worker.",
                    first.workers(),
                    executors,
                    executors == 1 ? "" : "s",
                    jobs.context().getConf().get("spark.task.cpus"));
        }
        return ready.get(0).result();
    }

    @Override
    public RoundDone train(Round round, TrainedState before, BooleanSupplier stop) {
        return jobs.cluster().using(() -> trained(round, before, stop));
    }

    private RoundDone trained(Round round, TrainedState before, BooleanSupplier stop) {
        Broadcast<TrainedState> sent = jobs.context().broadcast(before);
        try {
            List<WorkerRound> done = jobs
                    .run(
                            new WorkerTask<>(
                                    assignment,
                                    (worker, number, interrupted) ->
                                            worker.train(round, number, sent.value(), interrupted)),
                            stop)
                    .stream()
                    .map(WorkerReport::result)
                    .toList();
            long back = done.stream().mapToLong(share -> share.after().bytes()).sum();
            return new RoundDone(
                    done,
                    before.bytes() * round.workers() + back,
                    done.stream().mapToDouble(WorkerRound::seconds).max().orElse(0));
        } finally {
            sent.destroy();
        }
    }

    @Override
    public List<Judged> ask(Questions questions, TrainedWeights weights, BooleanSupplier stop) {
        return jobs.cluster().using(() -> asked(questions, weights, stop));
    }

    private List<Judged> asked(Questions questions, TrainedWeights weights, BooleanSupplier stop) {
        Broadcast<TrainedWeights> sent = jobs.context().broadcast(weights);
        try {
            return jobs
                    .run(
                            new WorkerTask<>(
                                    assignment,
                                    (worker, number, interrupted) ->
                                            new ArrayList<>(worker.ask(questions, number, sent.value(), interrupted))),
                            stop)
                    .stream()
                    .flatMap(report -> report.result().stream())
                    .toList();
        } finally {
            sent.destroy();
        }
    }

    @Override
    public void close() {
        jobs.context().sc().removeSparkListener(lost);
        KeptWorkers.HERE.end();
    }
}
