package io.github.coconut4j.curriculum.experiment;

import java.util.List;

/**
 * What a training will be like, before it begins: made of its own data and a few trial steps of the optimizer on this machine.
 *
 * @param stages of every method, in the order they are trained; stages without epochs are left out
 * @param parameters of the model, before a method adds tokens of its own
 * @param trained how many of them training changes
 * @param standingBytes memory of weights, gradients and moments
 * @param batchSize problems of a training step
 * @param trialRows problems of a trial step; fewer than {@code batchSize} where whole ones would take long, times are then
 *     scaled up; 0 if nothing was tried
 */
public record Schedule(
        List<Stage> stages, long parameters, long trained, long standingBytes, int batchSize, int trialRows) {

    public Schedule {
        stages = List.copyOf(stages);
    }

    /**
     * One stage of one method.
     *
     * @param method its name
     * @param stage from 0
     * @param epochs it lasts, at most if the curriculum has patience
     * @param thoughts places for thoughts or pauses in a problem, on average
     * @param reasoningSteps of a problem that are still written, on average; one counts until its last token is gone
     * @param tokens of a problem, places included, on average
     * @param trainingSteps of all epochs
     * @param planBytes memory of the intermediate values of steps on the longest problems and of the answers between them, as
     *     {@link Experiment#memory(io.github.coconut4j.curriculum.training.TrainingListener...) Experiment.memory()} counts it; 0, as both times, if nothing was tried
     * @param trainingSeconds estimated
     * @param evaluationSeconds estimated for answers as long as those of the data; the last stage's include the test
     */
    public record Stage(
            String method,
            int stage,
            int epochs,
            double thoughts,
            double reasoningSteps,
            double tokens,
            long trainingSteps,
            long planBytes,
            double trainingSeconds,
            double evaluationSeconds) {}

    /** {@return whether training steps were tried, so that times and memory are known} */
    public boolean timed() {
        return trialRows > 0;
    }

    /** {@return the epochs of all methods together} */
    public int epochs() {
        return stages.stream().mapToInt(Stage::epochs).sum();
    }

    /** {@return the steps of the optimizer of all methods together} */
    public long trainingSteps() {
        return stages.stream().mapToLong(Stage::trainingSteps).sum();
    }

    /** {@return the estimated seconds of all methods together, training and evaluation} */
    public double seconds() {
        return stages.stream()
                .mapToDouble(stage -> stage.trainingSeconds() + stage.evaluationSeconds())
                .sum();
    }

    /** {@return the memory of the plans of the stage that takes most} */
    public long planBytes() {
        return stages.stream().mapToLong(Stage::planBytes).max().orElse(0);
    }
}
