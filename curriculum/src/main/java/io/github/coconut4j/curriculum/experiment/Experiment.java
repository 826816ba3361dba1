package io.github.coconut4j.curriculum.experiment;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.NeedsFiles;
import io.github.coconut4j.curriculum.internal.OneOrMany;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.rounds.Worker;
import io.github.coconut4j.curriculum.run.FolderNames;
import io.github.coconut4j.curriculum.settings.AdamWSettings;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.DataSettings;
import io.github.coconut4j.curriculum.settings.model.ModelSettings;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListeners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything there is to say about a training: one immutable value, in Java or as YAML.
 *
 * <p>With several methods, each is trained by itself, one after the other, on the same data, from the same initial
 * weights, for the same number of steps.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * experiment("mine").name("ours").seed(1)
 *         .data(graphSearch().hops(3)).model(gpt2().layers(2).width(64).heads(4))
 *         .methods(coconut(), cot())
 *         .curriculum(stages(3)).optimizer(adamW(1e-3)).batchSize(32).dropout(0.1)
 *         .evaluation(evaluation().perEpoch(2)).execution(execution().streams(4))
 *         .checkpoints(checkpoints().everyEpochs(2)).onNonFinite(OnNonFinite.SKIP)
 *
 * name: ours
 * seed: 1
 * data: {type: graph_search, hops: 3}
 * model: {type: gpt2, layers: 2, width: 64, heads: 4}
 * methods: [coconut, cot]
 * curriculum: {stages: 3}
 * optimizer: {lr: 1.0e-3}
 * batch_size: 32
 * dropout: 0.1
 * evaluation: {per_epoch: 2}
 * execution: {streams: 4}
 * checkpoints: {every_epochs: 2}
 * on_non_finite: skip
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a part is out of range, or the parts do not fit together.
 *
 * @param name of the experiment and its folder
 * @param seed of all random choices
 * @param data where the problems come from
 * @param model to begin with
 * @param methods that are compared, in this order
 * @param curriculum the stages and how long each lasts
 * @param optimizer and its learning rate
 * @param batchSize problems of a step
 * @param dropout shares of numbers that are left out at random in training: one for all, or three, of embeddings, attention weights and what is added to the residual
 *     stream; 0 or more, below 1
 * @param evaluation how much is asked, and when
 * @param execution how the model is computed
 * @param checkpoints when they are written and which are kept
 * @param onNonFinite what becomes of a batch whose loss or gradient is no finite number
 */
public record Experiment(
        String name,
        long seed,
        DataSettings data,
        ModelSettings model,
        @JsonAlias("method") List<Method> methods,
        Curriculum curriculum,
        AdamWSettings optimizer,
        int batchSize,
        @OneOrMany List<Double> dropout,
        EvaluationSettings evaluation,
        ExecutionSettings execution,
        CheckpointSettings checkpoints,
        OnNonFinite onNonFinite) {
    /** Most problems of a step. */
    public static final int MOST_ROWS = 65_536;

    public Experiment {
        FolderNames.problem(name).ifPresent(problem -> {
            throw new CurriculumException(problem + ".");
        });
        if (batchSize < 1) {
            throw new CurriculumException("batch_size must be at least 1, not " + batchSize + ".");
        }
        if (batchSize > MOST_ROWS) {
            throw new CurriculumException("batch_size must be at most " + MOST_ROWS + ", not " + batchSize + ".");
        }
        dropout = DropoutShares.checked(dropout);
        methods = List.copyOf(methods);
        if (methods.isEmpty()) {
            throw new CurriculumException("methods is empty; name at least one, for instance coconut.");
        }
        // Folders of runs are called like their methods, and some systems do not tell a from A.
        if (methods.stream()
                        .map(method -> method.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < methods.size()) {
            throw new CurriculumException("methods names one method twice; make two experiments of it.");
        }
        for (Method method : methods) {
            FolderNames.problem(method.name()).ifPresent(problem -> {
                throw new CurriculumException("A method's " + problem + ".");
            });
            method.validate(curriculum);
        }
        model.validate();
        optimizer.validate();
    }

    /**
     * Reads an experiment from a YAML file.
     *
     * @param file UTF-8; a key that is left out has its default
     * @param overrides {@code key=value} settings that win over the file, for instance {@code seed=1} or {@code optimizer.lr=1e-3}; where a key is in
     *     one place only, its last part is enough
     * @return the experiment, checked
     * @throws CurriculumException listing everything that is wrong
     */
    public static Experiment load(Path file, List<String> overrides) {
        return ExperimentFormat.load(file, overrides);
    }

    /**
     * Reads an experiment from YAML.
     *
     * @param yaml as {@link #toYaml} writes it; a key that is left out has its default
     * @return the experiment, checked
     * @throws CurriculumException listing everything that is wrong
     */
    public static Experiment fromYaml(String yaml) {
        return ExperimentFormat.read(yaml, "the experiment", List.of());
    }

    /** {@return this experiment as YAML, every key written out; {@link #fromYaml} gives an equal one} */
    public String toYaml() {
        return ExperimentFormat.write(this);
    }

    /**
     * {@return the same experiment with other settings}
     *
     * @param settings {@code key=value}, as for {@link #load}, applied one after the other
     * @throws CurriculumException listing everything that is wrong
     */
    public Experiment with(List<String> settings) {
        return ExperimentFormat.read(toYaml(), "the experiment", settings);
    }

    /**
     * Trains all methods into a new folder.
     *
     * <p>A listener may ask for a stop ({@link TrainingListener#stopRequested}); the run is then saved and {@link
     * io.github.coconut4j.curriculum.training.RunStopped} thrown.
     *
     * @param folder must not hold a run yet; nothing is written before data, model and lengths have been checked
     * @param listeners are told of every step, in their order
     * @return what each method has come to
     * @throws RuntimeException with a sentence for the user if something is wrong with data, model or folder
     */
    public Run train(Path folder, TrainingListener... listeners) {
        return ExperimentTraining.start(this, folder, new TrainingListeners(List.of(listeners)));
    }

    /**
     * {@return what a training will be like, stage by stage, and about how long it will take: opens the data and makes a few trial steps on this
     * machine} Nothing is written.
     *
     * @param listeners are told how far files are read
     * @throws RuntimeException with a sentence for the user if something is wrong with data or model
     */
    public Schedule schedule(TrainingListener... listeners) {
        return ScheduleTrial.of(this, new TrainingListeners(List.of(listeners)));
    }

    /**
     * {@return the same without times and memory: opens the data, and neither makes the model nor computes anything}
     *
     * @param listeners are told how far files are read
     * @throws RuntimeException with a sentence for the user if something is wrong with data or sizes
     */
    public Schedule untimedSchedule(TrainingListener... listeners) {
        return ScheduleTrial.untimed(this, new TrainingListeners(List.of(listeners)));
    }

    /**
     * {@return the memory that this training takes beside the Java heap, in bytes: weights, gradients, moments, and the plans of the stage that takes
     * most} The plans are made, and nothing is run.
     *
     * @param listeners are told how far files are read
     * @throws RuntimeException with a sentence for the user if something is wrong with data or model, or a batch is more than {@code
     *     execution.memory_mib} allows
     */
    public long memory(TrainingListener... listeners) {
        return TrainingMemory.bytes(this, new TrainingListeners(List.of(listeners)));
    }

    /**
     * Goes on with what was stopped: finished methods are kept, the one under way continues from its last good
     * checkpoint, the others are trained.
     *
     * @param folder of an experiment or of one of its runs
     * @param listeners are told of every step, in their order
     * @return what each method has come to, those that had finished before included
     * @throws CurriculumException if there is no run, or its data have changed
     */
    public static Run resume(Path folder, TrainingListener... listeners) {
        return ExperimentTraining.resume(folder, same -> same, new TrainingListeners(List.of(listeners)));
    }

    /**
     * The same with the workers of a run somewhere else than it was configured; where they are changes no weight.
     *
     * @param folder of an experiment or of one of its runs
     * @param engine where they are, {@code local} or {@code spark}
     * @param master address of its machines; empty for {@code local}
     * @param listeners are told of every step, in their order
     * @return what each method has come to, those that had finished before included
     * @throws CurriculumException if there is no run, its data have changed, or there is no such engine
     */
    public static Run resumeOn(Path folder, String engine, String master, TrainingListener... listeners) {
        return ExperimentTraining.resume(
                folder,
                there -> there.execution(there.execution().engine(engine, master)),
                new TrainingListeners(List.of(listeners)));
    }

    /**
     * {@return a worker that computes shares of rounds of this experiment, which has one method: for engines that train on several machines} Whoever
     * opens it closes it.
     *
     * @throws RuntimeException with a sentence for the user if something is wrong with data or model
     */
    public Worker worker() {
        return ExperimentWorker.open(this);
    }

    /**
     * Goes on with a run of this experiment; for one with parts that no file can hold, such as readers of this program.
     *
     * @param folder of the run
     * @param listeners are told of every step, in their order
     * @return what each method has come to
     * @throws CurriculumException if there is no run, or it is another experiment's, or its data have changed
     */
    public Run resumed(Path folder, TrainingListener... listeners) {
        return ExperimentTraining.resume(this, folder, new TrainingListeners(List.of(listeners)));
    }

    /**
     * {@return the same experiment with one method only}
     *
     * @param only is trained and asked alone
     */
    public Experiment method(Method only) {
        return methods(only);
    }

    /**
     * {@return the same experiment with these methods}
     *
     * @param these one or more, each once
     */
    public Experiment methods(Method... these) {
        return changed(draft -> draft.methods = List.of(these));
    }

    /**
     * {@return the same experiment under another name; a name has no part in any result}
     *
     * @param other without slashes
     */
    public Experiment name(String other) {
        return changed(draft -> draft.name = other);
    }

    /**
     * {@return the same experiment with another seed}
     *
     * @param value of weights, order of rows, dropout and generated training problems
     */
    public Experiment seed(long value) {
        return changed(draft -> draft.seed = value);
    }

    /**
     * {@return the same experiment on other data}
     *
     * @param settings for instance of {@link Dsl#prosQa} or {@link Dsl#files}
     */
    public Experiment data(DataSettings settings) {
        return changed(draft -> draft.data = settings);
    }

    /**
     * {@return the same experiment with another model}
     *
     * @param settings for instance of {@link Dsl#gpt2} or {@link Dsl#pretrained}
     */
    public Experiment model(ModelSettings settings) {
        return changed(draft -> draft.model = settings);
    }

    /**
     * {@return the same experiment with files and folders that lie elsewhere}
     *
     * @param change gives for each path that data or model name the one to take instead
     */
    public Experiment files(UnaryOperator<String> change) {
        return data(data.files(change)).model(model.files(change));
    }

    /** {@return files and folders that data or model name and that are not there, each in a sentence that begins with the key} */
    public List<String> missingFiles() {
        List<String> missing = new ArrayList<>();
        if (data instanceof NeedsFiles files) {
            files.missingFiles().forEach(file -> missing.add("data." + file));
        }
        if (model instanceof NeedsFiles files) {
            files.missingFiles().forEach(file -> missing.add("model." + file));
        }
        return missing;
    }

    /**
     * {@return the same experiment with other stages}
     *
     * @param stages of {@link Dsl#stages}
     */
    public Experiment curriculum(Curriculum stages) {
        return changed(draft -> draft.curriculum = stages);
    }

    /**
     * {@return the same experiment with another optimizer}
     *
     * @param settings of {@link Dsl#adamW}
     */
    public Experiment optimizer(AdamWSettings settings) {
        return changed(draft -> draft.optimizer = settings);
    }

    /**
     * {@return the same experiment with this many problems a step}
     *
     * @param problems 1 or more
     */
    public Experiment batchSize(int problems) {
        return changed(draft -> draft.batchSize = problems);
    }

    /**
     * {@return the same experiment with a share of all numbers left out in training, or shares of embeddings, attention weights and what is added to
     * the residual stream}
     *
     * @param shares one or three, each from 0 to below 1
     */
    public Experiment dropout(Double... shares) {
        return changed(draft -> draft.dropout = List.of(shares));
    }

    /**
     * {@return the same experiment, asked otherwise}
     *
     * @param settings of {@link Dsl#evaluation}
     */
    public Experiment evaluation(EvaluationSettings settings) {
        return changed(draft -> draft.evaluation = settings);
    }

    /**
     * {@return the same experiment, computed otherwise}
     *
     * @param settings of {@link Dsl#execution}; of which only streams, micro-batches and workers have a part in the weights
     */
    public Experiment execution(ExecutionSettings settings) {
        return changed(draft -> draft.execution = settings);
    }

    /**
     * {@return the same experiment with checkpoints at other times, or others kept}
     *
     * @param settings of {@link Dsl#checkpoints}
     */
    public Experiment checkpoints(CheckpointSettings settings) {
        return changed(draft -> draft.checkpoints = settings);
    }

    /**
     * {@return the same experiment, with batches whose loss or gradient is no finite number treated so}
     *
     * @param choice end the run, or leave the batch out
     */
    public Experiment onNonFinite(OnNonFinite choice) {
        return changed(draft -> draft.onNonFinite = choice);
    }

    private Experiment changed(Consumer<ExperimentDraft> change) {
        ExperimentDraft draft = new ExperimentDraft(this);
        change.accept(draft);
        return draft.finished();
    }
}
