package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.evaluation.AnswerTimes;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.internal.BatchArrays;
import io.github.coconut4j.curriculum.internal.FileTree;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.Batches;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterKind;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.generate.Generator;
import io.github.coconut4j.model.generate.ThoughtListener;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.run.MicroBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model of a run, ready to be asked as it was trained: its checkpoint knows method, stage and thoughts. Holds native
 * memory; whoever opens it closes it.
 */
public final class TrainedModel implements AutoCloseable {
    private static final int LENGTH_MULTIPLE = 32;

    private final Model model;
    private final ProblemEncoder encoder;
    private final CheckpointState state;
    private final Path folder;
    private final boolean imported;

    private TrainedModel(Model model, ProblemEncoder encoder, CheckpointState state, Path folder, boolean imported) {
        this.model = model;
        this.encoder = encoder;
        this.state = state;
        this.folder = folder;
        this.imported = imported;
    }

    /**
     * Opens a model.
     *
     * @param folder a checkpoint, or the folder of a run, whose last checkpoint is taken
     * @return the model, to be closed
     * @throws CurriculumException if there is no checkpoint
     * @throws RuntimeException with a sentence for the user if its files are broken
     */
    public static TrainedModel open(Path folder) {
        Checkpoint checkpoint = checkpoint(folder);
        return open(checkpoint.folder(), checkpoint.state(), false);
    }

    /**
     * Opens a model that no training here has left, for instance an imported one.
     *
     * @param folder with configuration, weights and tokenizer
     * @param thoughts before an answer; without any, the answer follows the question at once
     * @return the model, to be closed
     * @throws CurriculumException if the folder is a checkpoint or a run, which say themselves how they are asked
     * @throws RuntimeException with a sentence for the user if its files are broken
     */
    public static TrainedModel open(Path folder, int thoughts) {
        if (isTrained(folder)) {
            throw new CurriculumException(
                    folder + " comes from a training, which says how many thoughts it has; leave the number out.");
        }
        return open(folder, CheckpointState.untrained(thoughts), true);
    }

    /**
     * {@return whether a folder is a checkpoint or a run, so that it says itself how it is asked}
     *
     * @param folder that need not exist
     */
    public static boolean isTrained(Path folder) {
        return new RunFolder(folder).exists() || Checkpoint.find(folder).isPresent();
    }

    private static TrainedModel open(Path folder, CheckpointState state, boolean imported) {
        ProblemEncoder encoder = new ProblemEncoder(Tokenizers.load(folder), state.wording());
        return new TrainedModel(ModelFolder.load(folder), encoder, state, folder, imported);
    }

    private static Checkpoint checkpoint(Path folder) {
        if (!InputFiles.isFolder(folder)) {
            throw new CurriculumException(InputFiles.noFolder(folder));
        }
        RunFolder run = new RunFolder(folder);
        return run.exists()
                ? run.checkpoints()
                        .latest()
                        .orElseThrow(() -> new CurriculumException(
                                folder + " holds no checkpoint: give the folder of one method, after its first epoch."))
                : Checkpoint.find(folder)
                        .orElseThrow(() -> new CurriculumException(folder
                                + " is no checkpoint of a training here, so nothing says how it is asked; for a model"
                                + " from elsewhere say it with --thoughts N (0 for none)."));
    }

    /**
     * {@return a model of the same sizes, asked in the same way, with numbers drawn at random as before any training; to be closed by the caller}
     * What is found in it, too, no training has put there. Matrices and embeddings have the standard deviation one by the root of the width.
     *
     * @param seed of the numbers
     */
    public TrainedModel untrained(long seed) {
        double deviation = 1 / Math.sqrt(config().width());
        Model drawn = Model.create(model.config(), new Initialisation(deviation, deviation), seed);
        return new TrainedModel(drawn, encoder, state, folder, imported);
    }

    /** {@return how many numbers it has} */
    public long numbers() {
        return model.config().decoder().parameters().stream()
                .mapToLong(ParameterSpec::length)
                .sum();
    }

    /** {@return SHA-256 of each file of the model, its optimizer's left out: its answers depend on nothing else} */
    public Map<String, String> fingerprints() {
        Map<String, String> sums = new TreeMap<>(state.files());
        if (sums.isEmpty()) { // not from a training here
            FileTree.entries(folder).stream()
                    .filter(Files::isRegularFile)
                    .forEach(file -> sums.put(file.getFileName().toString(), FileTree.sha256(file)));
        }
        sums.remove(Checkpoint.OPTIMIZER);
        return sums;
    }

    /** {@return whether no training here has left it, so that it does not say itself how it is asked} */
    public boolean imported() {
        return imported;
    }

    /** {@return the name of the method it was trained with; "imported" if no training here has left it} */
    public String method() {
        return imported ? "imported" : state.method().name();
    }

    /** {@return the method, stage and thoughts of the model} */
    public CheckpointState state() {
        return state;
    }

    /**
     * Asks the first problems of a source and judges the greedy answers.
     *
     * @param source of problems and their answers
     * @param limit at most so many
     * @param batchSize problems answered together, as far as memory allows; changes nothing but the speed
     * @param maxNewTokens longest answer
     * @param listeners are shown every thought
     * @return outcomes, thoughts and tokens of all of them
     */
    public Evaluation evaluate(
            ProblemSource source, int limit, int batchSize, int maxNewTokens, ThoughtListener... listeners) {
        try (Evaluator evaluator = evaluator(batchSize, maxNewTokens, listeners)) {
            return evaluator.evaluate(source, limit, this::layout);
        }
    }

    /**
     * Asks one question. It is given the thoughts of a problem with as many steps as the curriculum has stages.
     *
     * @param question in the words of the training
     * @param maxNewTokens longest answer
     * @param listeners are shown every thought
     * @return its answer, never judged
     */
    public Evaluator.Answer ask(String question, int maxNewTokens, ThoughtListener... listeners) {
        try (Questioner questioner = questioner(maxNewTokens, listeners)) {
            return questioner.ask(question);
        }
    }

    /**
     * {@return a questioner for many questions, one after the other; to be closed before the model}
     *
     * @param maxNewTokens longest answer
     * @param listeners are shown every thought
     */
    public Questioner questioner(int maxNewTokens, ThoughtListener... listeners) {
        return new Questioner(this, evaluator(1, maxNewTokens, listeners));
    }

    /**
     * Times answers, each question asked alone, from its words to the last token. Each is asked twice and the second time counts, so that no making
     * of plans does.
     *
     * @param problems one or more
     * @param maxNewTokens longest answer
     * @return median and 95th percentile, in milliseconds
     */
    public AnswerTimes answerTimes(List<Problem> problems, int maxNewTokens) {
        double[] milliseconds = new double[problems.size()];
        try (Generator generator = generator()) {
            for (int i = 0; i < milliseconds.length; i++) {
                milliseconds(generator, problems.get(i), maxNewTokens);
                milliseconds[i] = milliseconds(generator, problems.get(i), maxNewTokens);
            }
        }
        return AnswerTimes.of(milliseconds);
    }

    private double milliseconds(Generator generator, Problem problem, int maxNewTokens) {
        long start = System.nanoTime();
        StagedRecord prompt = encoder.prompt(problem, layout(problem));
        int pad = encoder.tokenizer().pad();
        try (BatchArrays batch = new BatchArrays(Batches.prompts(List.of(prompt), pad, LENGTH_MULTIPLE))) {
            generator.generate(batch.arrays(), maxNewTokens);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /**
     * {@return the ids of a question as {@link #ask} gives them to the model, thoughts included: what {@code model.fb} takes}
     *
     * @param question in the words of the training
     */
    public List<Integer> prompt(String question) {
        Problem problem = asked(question);
        int[] ids = encoder.prompt(problem, layout(problem)).inputIds();
        return Arrays.stream(ids).boxed().toList();
    }

    /**
     * Refuses a question that {@link #ask} would refuse.
     *
     * @param question to be looked at
     * @throws io.github.coconut4j.data.DataException that says what the vocabulary or the model has not
     */
    public void requireAskable(String question) {
        Problem problem = asked(question);
        Evaluator.requireRoom(
                encoder.prompt(problem, layout(problem)), model.config().positions());
    }

    /**
     * {@return ids as text, special tokens as they are written}
     *
     * @param ids each from 0 to below V
     * @throws CurriculumException if the vocabulary has no such id
     */
    public String text(List<Integer> ids) {
        int size = encoder.tokenizer().size();
        for (int id : ids) {
            if (id < 0 || id >= size) {
                throw new CurriculumException(
                        "The vocabulary has the ids 0 to " + (size - 1) + ", but not " + id + ".");
            }
        }
        return encoder.tokenizer()
                .decode(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * {@return a problem of which the question alone is known: with as many steps as the curriculum has stages}
     *
     * @param question without steps and answer
     */
    public Problem asked(String question) {
        return Problem.of(question, Collections.nCopies(state.curriculum().stages(), "unknown"), "unknown");
    }

    /** {@return how problems are written down for the model} */
    public ProblemEncoder encoder() {
        return encoder;
    }

    /**
     * {@return a generator of its own, to be closed before the model}
     *
     * @param listeners are shown every thought, and may replace it
     */
    public Generator generator(ThoughtListener... listeners) {
        return new Generator(model, options(), listeners);
    }

    /** {@return the sizes of the model} */
    public ModelConfig config() {
        return model.config();
    }

    /**
     * {@return how the model is asked a problem after its training}
     *
     * @param problem whose number of steps may count
     */
    public Layout layout(Problem problem) {
        return state.stagedMethod().answering(problem, state.stage());
    }

    /**
     * Looks at the first problems of a source before any is asked.
     *
     * @param source of problems to be asked
     * @param limit at most so many
     * @throws DataException naming file and row if the model cannot be asked one: it has words the model does not know, or is too long
     */
    public void requireReadable(ProblemSource source, int limit) {
        for (long row = 0; row < Math.min(source.size(), limit); row++) {
            Problem problem = source.problem(0, row);
            try {
                int length = encoder.prompt(problem, layout(problem)).length();
                if (length > config().positions()) {
                    throw new DataException(
                            "the question takes %d tokens with its thoughts, but the model has %d positions; shorten it or leave it out."
                                    .formatted(length, config().positions()));
                }
            } catch (DataException e) {
                throw new DataException(source.place(row) + ": " + e.getMessage(), e);
            }
        }
    }

    /** {@return the embeddings of all tokens, {@code [V, D]}; the model's own} */
    public INDArray tokenEmbeddings() {
        return model.parameters().get(model.config().decoder().tokenEmbeddings());
    }

    /** {@return the rows of the LM head, {@code [V, D]}: its own, or the token embeddings where it is tied to them} The model's own. */
    public INDArray head() {
        return model.config().decoder().parameters().stream()
                .filter(parameter -> parameter.kind() == ParameterKind.MATRIX && parameter.tokenAxis() == 0)
                .findFirst()
                .map(parameter -> model.parameters().get(parameter.name()))
                .orElseGet(this::tokenEmbeddings);
    }

    /** {@return the embedding of the token that stands where a thought goes, {@code [D]}; a view of the model's own} */
    public INDArray latentEmbedding() {
        return tokenEmbeddings().getRow(model.config().tokens().latent());
    }

    /**
     * {@return an evaluator of its own for whoever asks the model many times; to be closed before the model}
     *
     * @param batchSize problems answered together, as far as memory allows
     * @param maxNewTokens longest answer
     * @param listeners are shown every thought
     */
    public Evaluator evaluator(int batchSize, int maxNewTokens, ThoughtListener... listeners) {
        return new Evaluator(model, options(), encoder, batchSize, LENGTH_MULTIPLE, maxNewTokens, listeners);
    }

    private static ExecutorOptions options() {
        return ExecutorOptions.defaults().withMicroBatch(MicroBatch.AUTO);
    }

    @Override
    public void close() {
        model.close();
    }
}
