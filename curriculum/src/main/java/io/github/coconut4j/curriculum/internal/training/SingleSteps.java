package io.github.coconut4j.curriculum.internal.training;

import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.rounds.Round;
import io.github.coconut4j.curriculum.rounds.Step;
import io.github.coconut4j.data.stage.StagedDataSetIterator;
import io.github.coconut4j.model.run.PlanMemory;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** One step after the other, each on the weights the one before has left, on the batches as they come. */
final class SingleSteps implements Steps {
    private final TrainingSettings settings;
    private final StepMaker maker;
    private final StagedDataSetIterator batches;
    private MultiDataSet taken;

    SingleSteps(TrainingSettings settings, StepMaker maker, StagedDataSetIterator batches) {
        this.settings = settings;
        this.maker = maker;
        this.batches = batches;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public PlanMemory prepare(Round first) {
        taken = batches.next();
        return maker.executor().prepare(taken);
    }

    @Override
    public List<List<Step>> make(Round round) {
        try (BatchArrays batch = new BatchArrays(taken == null ? batches.next() : taken)) {
            taken = null;
            return List.of(
                    List.of(maker.make(batch.arrays(), round.rates().get(0), settings.noise(round.stepOfAll(0, 0)))));
        }
    }
}
