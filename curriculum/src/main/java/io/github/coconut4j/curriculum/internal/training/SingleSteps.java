package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.rounds.Questions;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.StageMemory;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** This process alone: one step after the other, each on the weights the one before has left, on the batches as they come. */
final class SingleSteps implements Steps {
    private final TrainingSettings settings;
    private final StepMaker maker;
    private final StagedDataSetIterator batches;
    private final HeldOut heldOut;
    private final TrainingListener listener;
    private MultiDataSet taken;

    SingleSteps(
            TrainingSettings settings,
            StepMaker maker,
            StagedDataSetIterator batches,
            HeldOut heldOut,
            TrainingListener listener) {
        this.settings = settings;
        this.maker = maker;
        this.batches = batches;
        this.heldOut = heldOut;
        this.listener = listener;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public StageMemory prepare(Round first) {
        PlanMemory answers = heldOut.prepare(first.stage()).orElse(null);
        taken = batches.next();
        return new StageMemory(maker.executor().prepare(taken), answers);
    }

    @Override
    public List<List<Step>> make(Round round) {
        try (BatchArrays batch = new BatchArrays(taken == null ? batches.next() : taken)) {
            taken = null;
            return List.of(
                    List.of(maker.make(batch.arrays(), round.rates().get(0), settings.noise(round.stepOfAll(0, 0)))));
        }
    }

    @Override
    public Evaluation ask(Questions.Part part, int stage) {
        return Evaluation.of(heldOut.ask(new Questions(part, stage, 1), 0, listener::stopRequested));
    }
}
