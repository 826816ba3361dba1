package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.AdamWSettings;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.DataSettings;
import io.github.coconut4j.curriculum.settings.model.ModelSettings;
import java.util.List;

/** An experiment while one of its parts is exchanged. */
final class ExperimentDraft {
    String name;
    long seed;
    DataSettings data;
    ModelSettings model;
    List<Method> methods;
    Curriculum curriculum;
    AdamWSettings optimizer;
    int batchSize;
    List<Double> dropout;
    EvaluationSettings evaluation;
    ExecutionSettings execution;
    CheckpointSettings checkpoints;
    OnNonFinite onNonFinite;

    ExperimentDraft(Experiment from) {
        name = from.name();
        seed = from.seed();
        data = from.data();
        model = from.model();
        methods = from.methods();
        curriculum = from.curriculum();
        optimizer = from.optimizer();
        batchSize = from.batchSize();
        dropout = from.dropout();
        evaluation = from.evaluation();
        execution = from.execution();
        checkpoints = from.checkpoints();
        onNonFinite = from.onNonFinite();
    }

    Experiment finished() {
        return new Experiment(
                name,
                seed,
                data,
                model,
                methods,
                curriculum,
                optimizer,
                batchSize,
                dropout,
                evaluation,
                execution,
                checkpoints,
                onNonFinite);
    }
}
