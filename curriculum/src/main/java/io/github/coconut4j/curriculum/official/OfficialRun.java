package io.github.coconut4j.curriculum.official;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.noCot;
import static io.github.coconut4j.curriculum.experiment.Dsl.noThoughts;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseAsThought;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.data.FilesSettings;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.train.AdamWConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an official args file asks for, in the terms of this project.
 *
 * @param arguments the file
 * @param experiment it describes
 * @param notes sentences on what differs here or has no meaning here
 */
public record OfficialRun(OfficialArguments arguments, Experiment experiment, List<String> notes) {
    private static final int LENGTH_MULTIPLE = 32;
    private static final int DEBUG_PROBLEMS = 32;
    private static final int DEBUG_TRAINING = 5000;
    private static final String NONE = "None";
    private static final String PLACEHOLDER = "YOUR_PATH";

    public OfficialRun {
        notes = List.copyOf(notes);
    }

    /**
     * Finds model and data and says everything in our terms. The files are not opened yet.
     *
     * @param file with the official keys
     * @param models where models lie on this machine
     * @return the run in our terms
     * @throws CurriculumException if a file is missing, or the flags choose several methods
     */
    public static OfficialRun of(OfficialFile file, LocalModels models) {
        OfficialArguments arguments = file.arguments();
        OfficialModel model = OfficialModel.of(models.find(arguments.modelId()));
        List<String> problems = new ArrayList<>();
        if (!arguments.onlyEval()) {
            requireFile("train_path", arguments.trainPath(), problems);
        }
        requireFile("val_path", arguments.valPath(), problems);
        Optional<Path> weights = weights(arguments, problems);
        List<String> disagreements = model.disagreements();
        if (weights.isEmpty()) {
            model.withoutWeights().ifPresent(problem -> {
                problems.add(problem);
                disagreements.forEach(disagreement -> problems.add(disagreement + "."));
            });
        }
        if (!problems.isEmpty()) {
            throw CurriculumException.listing(file.path().toString(), problems);
        }
        PretrainedSettings pretrained =
                weights.map(Dsl.pretrained(model.folder())::weights).orElseGet(() -> Dsl.pretrained(model.folder()));
        List<String> notes = new ArrayList<>(disagreements);
        notes.addAll(notes(file, weights));
        try {
            return new OfficialRun(arguments, experiment(arguments, model, pretrained), notes);
        } catch (CurriculumException e) {
            throw CurriculumException.listing(file.path().toString(), e.problems());
        }
    }

    private static Experiment experiment(
            OfficialArguments arguments, OfficialModel model, PretrainedSettings pretrained) {
        return Dsl.experiment(arguments.name())
                .seed(arguments.seed())
                .data(data(arguments))
                .model(pretrained)
                .methods(method(arguments))
                .curriculum(curriculum(arguments))
                .optimizer(adamW(arguments.lr())
                        .weightDecay(arguments.weightDecay())
                        .weightDecayOn(AdamWConfig.Decayed.ALL))
                .batchSize(arguments.batchSize())
                .dropout(model.dropout().toArray(Double[]::new))
                .evaluation(evaluation()
                        .validationProblems(problems(arguments))
                        .testProblems(problems(arguments))
                        .maxNewTokens(arguments.valPath().contains("gsm") ? 64 : 128));
    }

    private static FilesSettings data(OfficialArguments arguments) {
        String training = arguments.onlyEval() ? arguments.valPath() : arguments.trainPath();
        return Dsl.files(InputFiles.path(training), InputFiles.path(arguments.valPath()))
                .trainProblems(arguments.onlyEval() ? 0 : trainingProblems(arguments));
    }

    private static int trainingProblems(OfficialArguments arguments) {
        return arguments.trainSize() > 0 ? arguments.trainSize() : arguments.debug() ? DEBUG_TRAINING : 0;
    }

    private static void requireFile(String key, String path, List<String> problems) {
        if (path.isBlank()) {
            problems.add(key + " is missing; say where the file is with --set " + key + "=FILE.");
        } else if (!Files.isRegularFile(InputFiles.path(path))) {
            problems.add(key + ": there is no file \"" + path + "\"; say where it is with --set " + key + "=FILE.");
        }
    }

    /** What {@code load_model_path} names: a file of weights, a folder with a model, or a run, whose last checkpoint is taken. */
    private static Optional<Path> weights(OfficialArguments arguments, List<String> problems) {
        String named = arguments.loadModelPath();
        if (named.isBlank() || named.equals(NONE)) {
            if (arguments.onlyEval()) {
                problems.add("only_eval asks a trained model, but load_model_path is None; set it to a checkpoint.");
            }
            return Optional.empty();
        }
        Path path = InputFiles.path(named);
        if (!Files.exists(path)) {
            problems.add("load_model_path names " + named
                    + ", which is not there; set it to a checkpoint, or to None to begin with the model itself.");
        }
        RunFolder run = new RunFolder(path);
        return Optional.of(
                run.exists()
                        ? run.checkpoints().latest().map(Checkpoint::folder).orElse(path)
                        : path);
    }

    private static Method method(OfficialArguments arguments) {
        List<Method> chosen = new ArrayList<>();
        if (arguments.cot()) {
            chosen.add(cot());
        }
        if (arguments.noCot()) {
            chosen.add(noCot());
        }
        if (arguments.noThoughts()) {
            chosen.add(noThoughts());
        } else if (arguments.coconut()) { // no_thoughts switches coconut off
            chosen.add(coconut().thoughtsPerStep(arguments.cThought()));
        }
        if (chosen.isEmpty()) { // the official data then hold latent tokens that nothing is fed back into
            return pauseAsThought().thoughtsPerStep(arguments.cThought());
        }
        if (chosen.size() > 1) {
            throw new CurriculumException("At most one of coconut, cot, no_thoughts and no_cot can be True, not "
                    + String.join(" and ", chosen.stream().map(Method::name).toList()) + ".");
        }
        return chosen.get(0);
    }

    private static int problems(OfficialArguments arguments) {
        return arguments.valSize() > 0
                ? arguments.valSize()
                : arguments.debug() ? DEBUG_PROBLEMS : EvaluationSettings.ALL;
    }

    /** An epoch's stage is its number divided by {@code epochs_per_stage}; epochs before {@code resume} are left out. */
    private static Curriculum curriculum(OfficialArguments arguments) {
        int last = isPlain(arguments) ? 0 : arguments.maxLatentStage() + 1;
        Integer[] epochs = new Integer[last + 1];
        for (int stage = 0; stage <= last; stage++) {
            int begin = stage * arguments.epochsPerStage();
            int end = stage == last ? Integer.MAX_VALUE : begin + arguments.epochsPerStage();
            epochs[stage] = Math.max(0, Math.min(end, arguments.numEpochs()) - Math.max(begin, arguments.resume()));
        }
        if (arguments.onlyEval()) {
            epochs[stage(arguments)] = 1; // asked, not trained; a curriculum has at least one epoch
        }
        Curriculum curriculum = stages(Math.max(0, last - 1))
                .epochs(epochs)
                .padLatentToMax(arguments.padLatentToMax())
                .uniformProb(arguments.uniformProb());
        return arguments.resetOptimizer() ? curriculum.resetOptimizer() : curriculum;
    }

    /** Whether all epochs are of one stage. */
    private static boolean isPlain(OfficialArguments arguments) {
        return arguments.cot() || arguments.noCot();
    }

    /** The stage a model is asked at after {@code resume} epochs. */
    private static int stage(OfficialArguments arguments) {
        return isPlain(arguments)
                ? 0
                : Math.min(arguments.resume() / arguments.epochsPerStage(), arguments.maxLatentStage() + 1);
    }

    /** {@return what {@code only_eval} does, in a sentence} */
    public String asked() {
        int limit = problems(arguments);
        return "an evaluation, nothing is trained: %s is asked %s of %s at stage %d (resume %d, epochs_per_stage %d)"
                .formatted(
                        experiment.model().parent(),
                        limit == EvaluationSettings.ALL ? "all problems" : "the first " + limit + " problems",
                        arguments.valPath(),
                        stage(),
                        arguments.resume(),
                        arguments.epochsPerStage());
    }

    /** {@return the stage the model is asked at by {@link #evaluate()}} */
    public int stage() {
        return stage(arguments);
    }

    private static List<String> notes(OfficialFile file, Optional<Path> weights) {
        OfficialArguments arguments = file.arguments();
        List<String> notes = new ArrayList<>();
        if (!arguments.onlyEval()) {
            notes.add(
                    "a step takes %d problems: batch_size_training %d x gradient_accumulation_steps %d x gpus %d, of the official launch (--set gpus=1 for one)"
                            .formatted(
                                    arguments.batchSize(),
                                    arguments.batchSizeTraining(),
                                    arguments.gradientAccumulationSteps(),
                                    arguments.gpus()));
            if (arguments.resetOptimizer()) {
                notes.add(
                        "reset_optimizer clears the optimizer at every change of stage, as the paper has it; the official code does so in every epoch");
            }
        }
        List<String> ignored = new ArrayList<>(List.of("project"));
        ignored.addAll(file.leftAside());
        if (!arguments.onlyEval()) {
            ignored.add("save_only_improve");
        }
        if (arguments.bf16()) {
            ignored.add("bf16");
        }
        if (arguments.onlyEval()) {
            weights.flatMap(OfficialRun::trainedStage)
                    .filter(trained -> trained != stage(arguments))
                    .ifPresent(trained -> notes.add(
                            "%s was trained up to stage %d, but resume %d asks it at stage %d (epochs_per_stage %d)"
                                    .formatted(
                                            arguments.loadModelPath(),
                                            trained,
                                            arguments.resume(),
                                            stage(arguments),
                                            arguments.epochsPerStage())));
        }
        notes.add("without meaning here: " + String.join(", ", ignored)
                + (arguments.bf16() ? " (the computation is in float)" : ""));
        return notes;
    }

    /** The stage of a checkpoint that was made here; files of others say nothing of it. */
    private static Optional<Integer> trainedStage(Path weights) {
        Path folder =
                Files.isDirectory(weights) ? weights : weights.toAbsolutePath().getParent();
        return Checkpoint.find(folder).map(checkpoint -> checkpoint.state().stage());
    }

    /** {@return where the run goes: {@code save_path/name}, or {@code runs/name} while the path is still to be filled in} */
    public Path folder() {
        boolean open = arguments.savePath().isBlank() || arguments.savePath().startsWith(PLACEHOLDER);
        return InputFiles.path((open ? "runs" : arguments.savePath()) + "/" + arguments.name());
    }

    /**
     * Asks the model of {@code load_model_path} the problems of {@code val_path}, as {@code only_eval} wants it.
     *
     * @return outcomes, thoughts and tokens of all problems
     * @throws RuntimeException with a sentence for the user if something is wrong with its files
     */
    public Evaluation evaluate() {
        Method method = experiment.methods().get(0);
        Curriculum curriculum = experiment.curriculum();
        try (ProblemSource problems = ProblemFiles.open(InputFiles.path(arguments.valPath()))) {
            Tokenizer tokenizer = experiment.model().tokenizer(problems).with(method.tokens(curriculum));
            try (Model model = experiment.model().create(tokenizer, 0);
                    Evaluator evaluator = new Evaluator(
                            model,
                            experiment.execution().options(),
                            new ProblemEncoder(tokenizer),
                            arguments.batchSizeTraining(),
                            LENGTH_MULTIPLE,
                            experiment.evaluation().maxNewTokens())) {
                return evaluator.evaluate(
                        problems, problems(arguments), problem -> method.answering(problem, stage(), curriculum));
            }
        }
    }
}
