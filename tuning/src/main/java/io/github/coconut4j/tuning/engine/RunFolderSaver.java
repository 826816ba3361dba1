package io.github.coconut4j.tuning.engine;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;

/** Says where a candidate's model lies; its run has saved it, checkpoint by checkpoint. */
public final class RunFolderSaver implements ResultSaver {
    private final IntFunction<Path> folders;

    /** @param folders the run's folder of each candidate, by its index */
    public RunFolderSaver(IntFunction<Path> folders) {
        this.folders = folders;
    }

    @Override
    public ResultReference saveModel(OptimizationResult result, Object model) {
        return new RunReference(result, folders.apply(result.getIndex()));
    }

    @Override
    public List<Class<?>> getSupportedCandidateTypes() {
        return List.of(Object.class);
    }

    @Override
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(TrialResult.class);
    }

    /** A result and the run that led to it. */
    private record RunReference(OptimizationResult result, Path folder) implements ResultReference {
        @Override
        public OptimizationResult getResult() {
            return result;
        }

        /** A {@link TrainedModel}; who asks for it closes it. */
        @Override
        public Object getResultModel() {
            return TrainedModel.open(folder);
        }
    }
}
