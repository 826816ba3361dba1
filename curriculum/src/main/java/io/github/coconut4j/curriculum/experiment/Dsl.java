package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.CoconutBottleneck;
import io.github.coconut4j.curriculum.method.CoconutRepeatFirst;
import io.github.coconut4j.curriculum.method.CoconutStopGradient;
import io.github.coconut4j.curriculum.method.Cot;
import io.github.coconut4j.curriculum.method.ICot;
import io.github.coconut4j.curriculum.method.NoCot;
import io.github.coconut4j.curriculum.method.NoCurriculum;
import io.github.coconut4j.curriculum.method.NoThoughts;
import io.github.coconut4j.curriculum.method.PauseAsThought;
import io.github.coconut4j.curriculum.method.PausePerPosition;
import io.github.coconut4j.curriculum.method.PauseToken;
import io.github.coconut4j.curriculum.settings.AdamWSettings;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import io.github.coconut4j.curriculum.settings.ExecutionSettings;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.ArithmeticSettings;
import io.github.coconut4j.curriculum.settings.data.FilesSettings;
import io.github.coconut4j.curriculum.settings.data.GraphSearchSettings;
import io.github.coconut4j.curriculum.settings.data.ProntoQaSettings;
import io.github.coconut4j.curriculum.settings.data.ProsQaSettings;
import io.github.coconut4j.curriculum.settings.data.ReadersSettings;
import io.github.coconut4j.curriculum.settings.data.RecordsSettings;
import io.github.coconut4j.curriculum.settings.data.RungSettings;
import io.github.coconut4j.curriculum.settings.model.Gpt2Settings;
import io.github.coconut4j.curriculum.settings.model.LlamaSettings;
import io.github.coconut4j.curriculum.settings.model.LoraSettings;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.data.task.Concepts;
import io.github.coconut4j.data.task.GraphSearch;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.arithmetic.Arithmetic;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import io.github.coconut4j.model.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.transform.TransformProcess;

/**
 * The words an experiment is written with; to be imported statically. Every word gives a value with the defaults of the
 * YAML files, whose fluent methods change one thing at a time.
 */
public final class Dsl {
    private Dsl() {}

    /**
     * {@return an experiment with every default: graph search, GPT-2 small from scratch, Coconut over four stages, the official optimizer}
     *
     * @param name without slashes, that of the folder of its runs; it has no part in any result
     */
    public static Experiment experiment(String name) {
        return new Experiment(
                name,
                0,
                graphSearch(),
                gpt2(),
                List.of(coconut()),
                stages(4),
                adamW(1e-4),
                64,
                List.of(0.0),
                evaluation(),
                execution(),
                checkpoints(),
                OnNonFinite.STOP);
    }

    /** {@return symbolic graph search, fresh problems in every epoch} */
    public static GraphSearchSettings graphSearch() {
        GraphSearch task = GraphSearch.graphSearch();
        return new GraphSearchSettings(task.hops(), task.width(), task.extra(), task.shared(), 64_000);
    }

    /** {@return generated ProsQA with the statistics of the published problems, fresh ones in every epoch} */
    public static ProsQaSettings prosQa() {
        ProsQa task = ProsQa.prosQa();
        return new ProsQaSettings(
                PathLengths.PUBLISHED,
                Concepts.PUBLISHED,
                task.parents(),
                task.branching(),
                task.distractors(),
                task.balanced(),
                task.renamed(),
                task.form(),
                List.of(),
                17_886);
    }

    /**
     * {@return some epochs of smaller ProsQA at the beginning of a training: of so many concepts and hops}
     *
     * @param epochs how many, 1 to 100,000
     * @param concepts nodes of the graph
     * @param hops to the right concept
     */
    public static RungSettings rung(int epochs, int concepts, int hops) {
        return new RungSettings(epochs, Integer.toString(concepts), Integer.toString(hops));
    }

    /** {@return generated ProntoQA, fresh problems in every epoch} */
    public static ProntoQaSettings prontoQa() {
        ProntoQa task = ProntoQa.prontoQa();
        return new ProntoQaSettings(task.hops(), task.balanced(), task.steps(), 9_000);
    }

    /** {@return generated word problems in the form of GSM8K, fresh problems in every epoch} */
    public static ArithmeticSettings arithmetic() {
        return new ArithmeticSettings(
                Arithmetic.PUBLISHED, Arithmetic.arithmetic().largest(), 64_000);
    }

    /**
     * {@return problems in files: one to learn from, one with held-out problems}
     *
     * @param training a JSON list or JSON lines
     * @param validation of the same form, asked during training, and at the end unless {@code testPath} names another
     */
    public static FilesSettings files(Path training, Path validation) {
        return new FilesSettings(training.toString(), validation.toString(), null, null, null, null, null);
    }

    /**
     * {@return problems in files with columns of their own, CSV with a header or JSON lines: one to learn from, one with held-out problems, and
     * DataVec's transform (its JSON or YAML) from their columns to question, steps and answer}
     *
     * @param training to learn from
     * @param validation asked during training, and at the end unless {@code testPath} names another
     * @param transform JSON or YAML of a {@code TransformProcess}
     */
    public static RecordsSettings records(Path training, Path validation, Path transform) {
        return RecordsSettings.of(training.toString(), validation.toString(), transform.toString());
    }

    /**
     * {@return records of any DataVec reader: each supplier makes an initialised one at its first record, those to learn from and held-out ones; the
     * transform goes from their columns to question, steps and answer}
     *
     * @param training makes a reader at its first record
     * @param validation likewise, of held-out records
     * @param transform from the readers' columns
     */
    public static ReadersSettings records(
            Supplier<RecordReader> training, Supplier<RecordReader> validation, TransformProcess transform) {
        return new ReadersSettings(training, validation, null, transform, null, null);
    }

    /** {@return a GPT-2 from scratch, of the sizes of GPT-2 small until told otherwise} */
    public static Gpt2Settings gpt2() {
        return new Gpt2Settings(12, 768, 12, 1024, 0.02);
    }

    /** {@return a Llama from scratch, as deep and wide as GPT-2 small until told otherwise} */
    public static LlamaSettings llama() {
        return new LlamaSettings(12, 768, 12, 0, 0, 0, 1024, 10_000, true, 0.02, List.of());
    }

    /**
     * {@return a model folder to go on from}
     *
     * @param folder of a checkpoint, or of a model in Hugging Face's files
     */
    public static PretrainedSettings pretrained(Path folder) {
        return PretrainedSettings.of(folder);
    }

    /** {@return adapters of rank 16 beside the layers of Llama that are usual for it} */
    public static LoraSettings lora() {
        return new LoraSettings(16, 32, List.of("q_proj", "v_proj"), 0, false, LoraSettings.Weights.FLOAT32);
    }

    /** {@return chain of continuous thought: one thought for each step, markers around the thoughts} */
    public static Coconut coconut() {
        return new Coconut(List.of(1), true);
    }

    /** {@return every step written out} */
    public static Cot cot() {
        return new Cot();
    }

    /** {@return the answer at once} */
    public static NoCot noCot() {
        return new NoCot();
    }

    /** {@return Coconut's curriculum without thoughts} */
    public static NoThoughts noThoughts() {
        return new NoThoughts();
    }

    /** {@return all thoughts from the first epoch on: one for each step, markers around them} */
    public static NoCurriculum noCurriculum() {
        return new NoCurriculum(List.of(1), true);
    }

    /** {@return Coconut's curriculum with a learnt pause where each thought would be} */
    public static PauseAsThought pauseAsThought() {
        return new PauseAsThought(List.of(1), true);
    }

    /** {@return pauses from the first epoch on, and the answer at once after them} */
    public static PauseToken pauseToken() {
        return new PauseToken(List.of(1), true);
    }

    /** {@return Coconut's curriculum with a learnt vector of its own in the place of each thought} */
    public static PausePerPosition pausePerPosition() {
        return new PausePerPosition(List.of(1), true);
    }

    /** {@return the chain removed token by token: eight more in each epoch, smoothed as in its paper} */
    public static ICot icot() {
        return new ICot(8, 4, 0);
    }

    /** {@return Coconut that thinks once, its first thought in all places} */
    public static CoconutRepeatFirst coconutRepeatFirst() {
        return new CoconutRepeatFirst(List.of(1), true);
    }

    /** {@return Coconut without gradient through time} */
    public static CoconutStopGradient coconutStopGradient() {
        return new CoconutStopGradient(List.of(1), true);
    }

    /** {@return Coconut whose answers see nothing but thoughts} */
    public static CoconutBottleneck coconutBottleneck() {
        return new CoconutBottleneck(List.of(1), true);
    }

    /**
     * {@return a curriculum in which up to so many steps become thoughts, one epoch a stage}
     *
     * @param latentStages 0 to 1000
     */
    public static Curriculum stages(int latentStages) {
        return Curriculum.of(latentStages);
    }

    /**
     * {@return AdamW with the official settings}
     *
     * @param learningRate above 0
     */
    public static AdamWSettings adamW(double learningRate) {
        return AdamWSettings.of(learningRate);
    }

    /**
     * {@return the settings for how much is asked of a model, and when: 500 validation problems once an epoch, 2000 at the end, answers of at most
     * 128 tokens}
     */
    public static EvaluationSettings evaluation() {
        return new EvaluationSettings(500, 2000, 1, 128);
    }

    /** {@return how the model is computed} */
    public static ExecutionSettings execution() {
        return new ExecutionSettings(2, Mode.FAST, 0, "none", ExecutionSettings.LOCAL, "", 1, 20);
    }

    /**
     * {@return what the thoughts of a finished experiment's first method hold, beside its other methods; {@link RunAnalysis#report} looks}
     *
     * @param run that has ended, with its models still in its folder
     */
    public static RunAnalysis analysis(Run run) {
        return new RunAnalysis(run, run.results().get(0).method(), 500, 12);
    }

    /** {@return when checkpoints are written, and which are kept} */
    public static CheckpointSettings checkpoints() {
        return new CheckpointSettings(CheckpointSettings.Keep.BEST_PER_STAGE, 1, 15);
    }
}
