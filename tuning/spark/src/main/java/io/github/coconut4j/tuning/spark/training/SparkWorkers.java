package io.github.coconut4j.tuning.spark.training;

import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.RoundDone;
import io.github.coconut4j.curriculum.rounds.WorkerRound;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.model.run.PlanMemory;
import io.github.coconut4j.model.train.TrainedState;
import java.io.Serializable;
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
        jobs.context().sc().addSparkListener(lost);
    }

    @Override
    public PlanMemory prepare(Round first, BooleanSupplier stop) {
        List<WorkerReport<Memory>> ready = jobs.run(
                new WorkerTask<>(assignment, (worker, number, interrupted) -> Memory.of(worker.prepare(first, number))),
                stop);
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
        return ready.get(0).result().plan();
    }

    @Override
    public RoundDone train(Round round, TrainedState before, BooleanSupplier stop) {
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
    public void close() {
        jobs.context().sc().removeSparkListener(lost);
    }

    /** A plan's memory in a form that can be sent; see {@link PlanMemory}. */
    private record Memory(int rows, int rowsAtOnce, long bytes, long limit) implements Serializable {
        private static final long serialVersionUID = 1L;

        static Memory of(PlanMemory plan) {
            return new Memory(plan.rows(), plan.rowsAtOnce(), plan.bytes(), plan.limit());
        }

        PlanMemory plan() {
            return new PlanMemory(rows, rowsAtOnce, bytes, limit);
        }
    }
}
