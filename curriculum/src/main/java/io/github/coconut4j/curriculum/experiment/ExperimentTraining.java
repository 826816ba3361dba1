package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.curriculum.internal.report.Report;
import io.github.coconut4j.curriculum.internal.training.MetricsFile;
import io.github.coconut4j.curriculum.internal.training.Trainer;
import io.github.coconut4j.curriculum.internal.training.TrainingSettings;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.rounds.Workers;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.Provenance;
import io.github.coconut4j.curriculum.run.RunFailure;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.curriculum.run.RunResult;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.RunStopped;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the methods of an experiment one after the other, into one folder. */
final class ExperimentTraining {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentTraining.class);

    private final Experiment experiment;
    private final RunFolder folder;
    private final Prepared prepared;
    private final Elsewhere elsewhere;
    private final TrainingListener listener;

    private ExperimentTraining(
            Experiment experiment,
            RunFolder folder,
            Prepared prepared,
            Elsewhere elsewhere,
            TrainingListener listener) {
        this.experiment = experiment;
        this.folder = folder;
        this.prepared = prepared;
        this.elsewhere = elsewhere;
        this.listener = listener;
    }

    static Run start(Experiment experiment, Path path, TrainingListener listener) {
        RunFolder.requireNone(path);
        try (Prepared prepared = Prepared.of(experiment, listener);
                Elsewhere elsewhere = Elsewhere.of(experiment)) {
            makeFolder(path);
            return RunLock.holding(path, () -> {
                RunFolder folder = RunFolder.create(path, experiment.toYaml());
                return new ExperimentTraining(experiment, folder, prepared, elsewhere, listener).train();
            });
        }
    }

    /** @param change what is done elsewhere than before; nothing that changes a weight */
    static Run resume(Path path, UnaryOperator<Experiment> change, TrainingListener listener) {
        RunFolder folder = existing(path);
        return resume(change.apply(Experiment.load(folder.config(), List.of())), folder, listener);
    }

    /** Parts of the experiment may be such that no file can hold them. */
    static Run resume(Experiment experiment, Path path, TrainingListener listener) {
        RunFolder folder = existing(path);
        if (!folder.readSettings().equals(experiment.toYaml())) {
            throw new CurriculumException(path
                    + " holds no run of this experiment: its config.yaml says something else. Take another"
                    + " folder, or the settings it was begun with.");
        }
        return resume(experiment, folder, listener);
    }

    private static RunFolder existing(Path path) {
        if (!InputFiles.isFolder(path)) {
            throw new CurriculumException(InputFiles.noFolder(path));
        }
        RunFolder folder = new RunFolder(path);
        if (!folder.exists()) {
            throw new CurriculumException(path + " holds no run to resume: it has no config.yaml.");
        }
        return folder;
    }

    private static Run resume(Experiment experiment, RunFolder folder, TrainingListener listener) {
        List<RunFolder> runs = experiment.methods().stream()
                .map(method -> pathOf(method, experiment, folder))
                .toList();
        runs.forEach(ExperimentTraining::requireReadable);
        boolean finished = runs.stream().allMatch(run -> run.readResult().isPresent());
        try (Prepared prepared = Prepared.of(experiment, listener);
                Elsewhere elsewhere = finished ? Elsewhere.none() : Elsewhere.of(experiment)) {
            return RunLock.holding(
                    folder.path(),
                    () -> new ExperimentTraining(experiment, folder, prepared, elsewhere, listener).train());
        }
    }

    /** What was written so far is read before anything is done, so that a broken file is not noticed after the work. */
    private static void requireReadable(RunFolder run) {
        RunLock.requireFiles(run.path());
        run.readResult();
        run.readProvenance();
        Metrics.read(run.metrics());
    }

    private Run train() {
        listener.onDataReady(new TrainingListener.DataReady(prepared.card()));
        List<RunResult> results = new ArrayList<>();
        List<RunFolder> folders = new ArrayList<>();
        for (Method method : experiment.methods()) {
            RunFolder runFolder = folderOf(method);
            folders.add(runFolder);
            results.add(runFolder.readResult().orElseGet(() -> trainLocked(method, runFolder, folders)));
            report(folders);
        }
        return new Run(folder.path(), results, folder.report());
    }

    private void report(List<RunFolder> folders) {
        Report.write(folder.report(), experiment.name(), experiment.toYaml(), folders);
    }

    /** One method alone has the experiment's folder for itself; several have one each within it. */
    private RunFolder folderOf(Method method) {
        RunFolder own = pathOf(method, experiment, folder);
        return own.exists()
                ? own
                : RunFolder.create(own.path(), experiment.method(method).toYaml());
    }

    private static RunFolder pathOf(Method method, Experiment experiment, RunFolder folder) {
        return experiment.methods().size() == 1
                ? folder
                : new RunFolder(folder.path().resolve(method.name()));
    }

    private RunResult trainLocked(Method method, RunFolder runFolder, List<RunFolder> folders) {
        return runFolder.equals(folder)
                ? attempt(method, runFolder, folders)
                : RunLock.holding(runFolder.path(), () -> attempt(method, runFolder, folders));
    }

    private RunResult attempt(Method method, RunFolder runFolder, List<RunFolder> folders) {
        try {
            return train(method, runFolder);
        } catch (RunStopped stopped) {
            report(folders);
            throw new RunStopped(folder.path(), stopped.getMessage());
        } catch (CurriculumException | DataException | ModelException failed) {
            noteFailure(failed.getMessage(), runFolder);
            throw new CurriculumException(failed.getMessage() + resumeHint(runFolder), failed);
        } catch (RuntimeException defect) {
            noteFailure(defect.toString(), runFolder);
            throw defect;
        }
    }

    /** Takes note of a failure, as far as the disk allows: the message reaches the user anyway. */
    private static void noteFailure(String message, RunFolder runFolder) {
        try {
            runFolder.fail(new RunFailure(message, Instant.now().toString()));
        } catch (CurriculumException fullOrGone) {
            LOG.debug("no note of the failure", fullOrGone);
        }
    }

    private String resumeHint(RunFolder runFolder) {
        return runFolder
                .checkpoints()
                .latest()
                .map(checkpoint -> " The checkpoint %s is whole; --resume %s goes on from there."
                        .formatted(checkpoint.folder(), folder.path()))
                .orElse("");
    }

    private RunResult train(Method method, RunFolder runFolder) {
        recordProvenance(runFolder);
        runFolder.forgetFailure();
        TrainingSettings settings = settings(experiment, method);
        StagedMethod staged = settings.staged();
        Optional<Resumption> from = Resumption.find(runFolder, staged, prepared, listener);
        Optional<Checkpoint> checkpoint = from.map(Resumption::checkpoint);
        Tokenizer tokenizer = prepared.tokenizer(staged);
        // null, where there are none, is left out by the try
        try (Workers workers = elsewhere
                        .workers(experiment, method, prepared.problems())
                        .orElse(null);
                Model model = from.map(Resumption::model).orElseGet(() -> prepared.newModel(experiment, staged));
                MetricsFile metrics = new MetricsFile(runFolder.metrics(), checkpoint.map(Checkpoint::state));
                Trainer trainer = new Trainer(
                        settings,
                        prepared.problems(),
                        tokenizer,
                        model,
                        runFolder,
                        Optional.ofNullable(workers),
                        new TrainingListeners(List.of(metrics, listener)))) {
            return trainer.train(checkpoint);
        }
    }

    /** How a method of an experiment is trained. */
    static TrainingSettings settings(Experiment experiment, Method method) {
        return new TrainingSettings(
                new StagedMethod(method, experiment.curriculum(), experiment.seed()),
                experiment.batchSize(),
                experiment.optimizer(),
                DropoutShares.of(experiment),
                experiment.evaluation(),
                experiment.execution().options(),
                experiment.execution().averaging(),
                experiment.checkpoints(),
                experiment.onNonFinite());
    }

    private void recordProvenance(RunFolder runFolder) {
        Map<String, String> data = prepared.problems().fingerprints();
        Map<String, String> weights = Provenance.hashes(experiment.model().parentFiles());
        Optional<Provenance> before = runFolder.readProvenance();
        if (before.isEmpty()) {
            runFolder.writeProvenance(
                    Provenance.now(experiment.seed(), data, experiment.model().parent(), weights));
            return;
        }
        if (!before.get().data().equals(data)) {
            throw changed("The data", runFolder);
        }
        boolean known = !before.get().weights().isEmpty();
        if (known && !before.get().weights().equals(weights)) {
            throw changed("The weights in " + experiment.model().parent() + ", parent", runFolder);
        }
    }

    private static CurriculumException changed(String what, RunFolder runFolder) {
        return new CurriculumException(what + " of " + runFolder.path()
                + " have changed since it was started, so it cannot be resumed; start a new run.");
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException file) {
            throw new CurriculumException(path + " is a file; choose another folder with --out.", file);
        } catch (AccessDeniedException denied) {
            throw new CurriculumException(
                    "Could not make the folder " + path + ": permission denied for " + denied.getFile() + ".", denied);
        } catch (IOException e) {
            throw FileTree.failed("make the folder", path, e);
        }
    }
}
