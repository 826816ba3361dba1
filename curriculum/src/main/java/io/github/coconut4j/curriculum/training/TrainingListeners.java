package io.github.coconut4j.curriculum.training;

import java.util.List;

/**
 * Several listeners as one, told in this order.
 *
 * @param listeners who is told
 */
public record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {

    public TrainingListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void onRowRead(RowRead event) {
        listeners.forEach(listener -> listener.onRowRead(event));
    }

    @Override
    public void onDataReady(DataReady event) {
        listeners.forEach(listener -> listener.onDataReady(event));
    }

    @Override
    public void onRunStarted(RunStarted event) {
        listeners.forEach(listener -> listener.onRunStarted(event));
    }

    @Override
    public void onResumed(Resumed event) {
        listeners.forEach(listener -> listener.onResumed(event));
    }

    @Override
    public void onExample(String written) {
        listeners.forEach(listener -> listener.onExample(written));
    }

    @Override
    public void onStageStarted(StageStarted event) {
        listeners.forEach(listener -> listener.onStageStarted(event));
    }

    @Override
    public void onStagePlanned(StagePlanned event) {
        listeners.forEach(listener -> listener.onStagePlanned(event));
    }

    @Override
    public void onEpochStarted(EpochStarted event) {
        listeners.forEach(listener -> listener.onEpochStarted(event));
    }

    @Override
    public void onStep(StepDone event) {
        listeners.forEach(listener -> listener.onStep(event));
    }

    @Override
    public void onStepSkipped(StepSkipped event) {
        listeners.forEach(listener -> listener.onStepSkipped(event));
    }

    @Override
    public void onAveraged(Averaged event) {
        listeners.forEach(listener -> listener.onAveraged(event));
    }

    @Override
    public void onEvaluated(Evaluated event) {
        listeners.forEach(listener -> listener.onEvaluated(event));
    }

    @Override
    public void onCheckpointDue() {
        listeners.forEach(TrainingListener::onCheckpointDue);
    }

    @Override
    public void onCheckpoint(CheckpointWritten event) {
        listeners.forEach(listener -> listener.onCheckpoint(event));
    }

    @Override
    public void onRunFinished(RunFinished event) {
        listeners.forEach(listener -> listener.onRunFinished(event));
    }

    @Override
    public boolean stopRequested() {
        return listeners.stream().anyMatch(TrainingListener::stopRequested);
    }

    @Override
    public boolean stopsBefore(int stage) {
        return listeners.stream().anyMatch(listener -> listener.stopsBefore(stage));
    }
}
