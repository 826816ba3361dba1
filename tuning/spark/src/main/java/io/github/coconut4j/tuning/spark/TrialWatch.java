package io.github.coconut4j.tuning.spark;

import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.engine.TrialEvents;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Translates what Spark says of its stages and tasks, one of each for a trial, into what a sweep wants to know. */
final class TrialWatch extends SparkListener {
    /** Property of a job: its candidate. */
    static final String CANDIDATE = "coconut4j.candidate";

    private static final Logger LOG = LoggerFactory.getLogger(TrialWatch.class);

    private final TrialEvents events;
    private final Map<String, Trial> trials = new HashMap<>();
    private final Map<Integer, Trial> ofStage = new HashMap<>();
    private final Map<Trial, TrainingListener> begun = new HashMap<>();
    private final Set<Trial> done = new HashSet<>();
    private final Set<Long> running = new HashSet<>();

    TrialWatch(TrialEvents events) {
        this.events = events;
    }

    synchronized void expect(Trial trial) {
        trials.put(Integer.toString(trial.candidate()), trial);
    }

    /** Whether some executor has begun a trial. */
    synchronized boolean hasBegun(Trial trial) {
        return begun.containsKey(trial);
    }

    synchronized boolean nothingHasBegun() {
        return begun.isEmpty();
    }

    /** Whether no executor is at work. */
    synchronized boolean isIdle() {
        return running.isEmpty();
    }

    /** Passes a result on; what Spark says of this trial later is out of date. */
    synchronized void done(Trial trial, TrialResult result) {
        if (!begun.containsKey(trial)) {
            begin(trial);
        }
        done.add(trial);
        events.done(result);
    }

    private void begin(Trial trial) {
        begun.put(trial, events.started(trial));
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
        Trial trial = trials.get(stage.properties().getProperty(CANDIDATE));
        ofStage.put(stage.stageInfo().stageId(), trial);
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart task) {
        Trial trial = ofStage.get(task.stageId());
        running.add(task.taskInfo().taskId());
        if (!done.contains(trial)) {
            begin(trial);
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        running.remove(task.taskInfo().taskId());
        if (task.reason() instanceof ExecutorLostFailure lost) {
            LOG.warn(
                    "Candidate {} has lost its executor ({}).",
                    ofStage.get(task.stageId()).candidate(),
                    lost.reason().isDefined() ? lost.reason().get().strip() : "for no reason known");
        }
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(task -> CollectionConverters.asJava(task._4()).stream()
                        .filter(value -> value.update().isDefined())
                        .forEach(value ->
                                step((Integer) task._2(), value.update().get())));
    }

    private void step(int stage, Object value) {
        Trial trial = ofStage.get(stage);
        if (value instanceof StepReport report && begun.containsKey(trial) && !done.contains(trial)) {
            begun.get(trial).onStep(report.event());
        }
    }
}
