package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.training.TrainingSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.AdamW;
import io.github.coconut4j.model.train.Executor;
import java.util.List;

/**
 * What it costs that texts are of unlike length: the first steps of an experiment's training on its own batches, and in turn with them steps on a batch of as many rows
 * that are all as long as the average row.
 *
 * @param steps that were timed on the experiment's own batches
 * @param settledAfter steps after which most plans have been made; rates are those of the steps behind them, the making of plans included
 * @param rows problems a second
 * @param tokens of them a second, without padding
 * @param equalTokens tokens a second where all rows are of one length
 * @param seconds of all steps, the making of plans included
 * @param compileSeconds of these in which plans were made
 * @param settledCompileShare share of the time of the steps behind {@code settledAfter} in which plans were made
 * @param unlikeShare share of the columns of all batches that is padding because a row is shorter than the longest of its batch
 * @param roundedShare share that is padding because lengths are rounded up, so that few plans serve many batches
 * @param plans kept in the end
 * @param planBytes that these hold
 */
public record RaggedSpeed(
        int steps,
        int settledAfter,
        double rows,
        double tokens,
        double equalTokens,
        double seconds,
        double compileSeconds,
        double settledCompileShare,
        double unlikeShare,
        double roundedShare,
        int plans,
        long planBytes) {

    /** {@return the tokens a second against those of equal lengths} */
    public double ratio() {
        return tokens / equalTokens;
    }

    /**
     * Trains the first method of an experiment for a while, from its first epoch on; nothing is kept of it.
     *
     * @param experiment whose model and data are used
     * @param steps on the experiment's own batches
     * @param settledAfter how many of these come before those whose rates are told, at least 1
     * @param listeners are told how far files are read
     * @return the rates on ragged batches and on batches of one length
     * @throws RuntimeException with a sentence for the user if something is wrong with data or model
     */
    public static RaggedSpeed measure(
            Experiment experiment, int steps, int settledAfter, TrainingListener... listeners) {
        if (settledAfter < 1 || steps <= settledAfter) {
            throw new CurriculumException("Of %d steps, %d cannot be left out: at least 1, and fewer than all."
                    .formatted(steps, settledAfter));
        }
        TrainingSettings settings =
                ExperimentTraining.settings(experiment, experiment.methods().get(0));
        try (Prepared prepared = Prepared.of(experiment, new TrainingListeners(List.of(listeners)));
                Model model = prepared.newModel(experiment, settings.staged());
                Executor executor = new Executor(model, settings.execution());
                AdamW optimizer = new AdamW(model, settings.optimizer().config());
                StagedDataSetIterator batches = new StagedDataSetIterator(
                        prepared.problems().training(),
                        new ProblemEncoder(
                                prepared.tokenizer(settings.staged()),
                                prepared.problems().wording()),
                        settings.staged(),
                        settings.batches(prepared.problems()))) {
            return new RaggedTrial(executor, optimizer, batches).run(steps, settledAfter);
        }
    }
}
