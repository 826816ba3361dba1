package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.report.Report;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.MetricsFile;
import io.github.coconut4j.curriculum.training.Trainer;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.curriculum.training.TrainingSettings;
import io.github.coconut4j.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the methods of an experiment one after the other, into one folder. */
final class ExperimentTraining {
    private final Experiment experiment;
    private final RunFolder folder;
    private final Prepared prepared;
    private final TrainingListener listener;

    private ExperimentTraining(Experiment experiment, RunFolder folder, Prepared prepared, TrainingListener listener) {
        this.experiment = experiment;
        this.folder = folder;
        this.prepared = prepared;
        this.listener = listener;
    }

    static Run start(Experiment experiment, Path path, TrainingListener listener) {
        RunFolder.requireNone(path);
        try (Prepared prepared = Prepared.of(experiment)) {
            makeFolder(path);
            return RunLock.holding(path, () -> {
                RunFolder folder = RunFolder.create(path, experiment.toYaml());
                return new ExperimentTraining(experiment, folder, prepared, listener).train();
            });
        }
    }

    static Run resume(Path path, TrainingListener listener) {
        RunFolder folder = new RunFolder(path);
        if (!folder.exists()) {
            throw new CurriculumException(path + " holds no run to resume: it has no config.yaml.");
        }
        Experiment experiment = Experiment.load(folder.config(), List.of());
        try (Prepared prepared = Prepared.of(experiment)) {
            return RunLock.holding(path, () -> new ExperimentTraining(experiment, folder, prepared, listener).train());
        }
    }

    private Run train() {
        listener.onDataReady(new TrainingListener.DataReady(prepared.card()));
        List<RunResult> results = new ArrayList<>();
        List<RunFolder> folders = new ArrayList<>();
        for (Method method : experiment.methods()) {
            RunFolder runFolder = folderOf(method);
            Optional<RunResult> finished = runFolder.result();
            results.add(finished.orElseGet(() -> trainLocked(method, runFolder)));
            folders.add(runFolder);
            Report.write(folder.report(), experiment.name(), experiment.toYaml(), folders);
        }
        return new Run(folder.path(), results, folder.report());
    }

    /** One method alone has the experiment's folder for itself; several have one each within it. */
    private RunFolder folderOf(Method method) {
        if (experiment.methods().size() == 1) {
            return folder;
        }
        RunFolder own = new RunFolder(folder.path().resolve(method.name()));
        return own.exists()
                ? own
                : RunFolder.create(own.path(), experiment.method(method).toYaml());
    }

    private RunResult trainLocked(Method method, RunFolder runFolder) {
        return runFolder.equals(folder)
                ? train(method, runFolder)
                : RunLock.holding(runFolder.path(), () -> train(method, runFolder));
    }

    private RunResult train(Method method, RunFolder runFolder) {
        keepProvenance(runFolder);
        Optional<Checkpoint> from = runFolder.checkpoints().latest();
        long step = from.map(checkpoint -> checkpoint.state().step()).orElse(0L);
        TrainingSettings settings = new TrainingSettings(
                new StagedMethod(method, experiment.curriculum(), experiment.seed()),
                experiment.batchSize(),
                experiment.optimizer(),
                experiment.evaluation(),
                experiment.execution().options());
        try (MetricsFile metrics = new MetricsFile(runFolder.metrics(), step);
                Model model = from.isPresent()
                        ? Model.load(from.get().folder())
                        : experiment.model().create(prepared.tokenizer(), experiment.seed());
                Trainer trainer = new Trainer(
                        settings,
                        prepared.problems(),
                        prepared.tokenizer(),
                        model,
                        runFolder,
                        new TrainingListeners(List.of(metrics, listener)))) {
            return trainer.train(from);
        }
    }

    private void keepProvenance(RunFolder runFolder) {
        Optional<Provenance> before = runFolder.provenance();
        if (before.isEmpty()) {
            runFolder.provenance(Provenance.now(
                    experiment.seed(),
                    prepared.fingerprints(),
                    experiment.model().parent()));
        } else if (!before.get().data().equals(prepared.fingerprints())) {
            throw new CurriculumException("The data of " + runFolder.path()
                    + " have changed since it was started, so it cannot be resumed; start a new run.");
        }
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new CurriculumException("Could not make the folder " + path + ": " + e.getMessage(), e);
        }
    }
}
