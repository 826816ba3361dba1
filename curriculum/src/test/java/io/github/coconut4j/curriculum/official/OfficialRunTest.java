package io.github.coconut4j.curriculum.official;

import static io.github.coconut4j.curriculum.official.ArgsFiles.prosqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.Cot;
import io.github.coconut4j.curriculum.method.NoThoughts;
import io.github.coconut4j.curriculum.method.PauseAsThought;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.train.AdamWConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with the keys and values of the official ones. */
class OfficialRunTest {
    @TempDir
    Path folder;

    private Path models;
    private String data;

    @BeforeEach
    void modelAndData() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        Path gpt2 = Files.createDirectories(models.resolve("gpt2"));
        Files.writeString(gpt2.resolve("config.json"), "{\"n_layer\": 3, \"n_embd\": 24}");
        Files.createFile(gpt2.resolve("model.safetensors"));
        data = Files.writeString(folder.resolve("data.json"), "[]").toString();
    }

    private OfficialRun read(Map<String, String> keys) {
        return read("# need 4 gpus\n\n", keys);
    }

    private OfficialRun read(String comment, Map<String, String> keys) {
        Path file = ArgsFiles.write(folder, comment, keys);
        assertThat(OfficialFile.isArgsFile(file)).isTrue();
        return OfficialRun.of(OfficialFile.load(file, List.of("train_path=" + data, "val_path=" + data)), local());
    }

    private LocalModels local() {
        return new LocalModels(Optional.of(models), Map.of(), folder);
    }

    @Test
    void theFileForProsQaIsTheExperimentOfThePaper() {
        OfficialRun run = read(prosqa());
        Experiment experiment = run.experiment();

        assertThat(experiment.methods()).containsExactly(new Coconut(List.of(1), true));
        assertThat(experiment.curriculum())
                .isEqualTo(new Curriculum(6, List.of(5, 5, 5, 5, 5, 5, 5, 15), true, true, 0, 0, 0));
        assertThat(experiment.optimizer().lr()).isEqualTo(1e-4);
        assertThat(experiment.optimizer().weightDecay()).isEqualTo(0.01);
        assertThat(experiment.optimizer().weightDecayOn()).isEqualTo(AdamWConfig.Decayed.ALL);
        assertThat(experiment.batchSize()).isEqualTo(128);
        assertThat(experiment.evaluation().maxNewTokens()).isEqualTo(128);
        assertThat(experiment.model().parent()).isEqualTo(models.resolve("gpt2").toString());
        assertThat(run.folder()).isEqualTo(Path.of("runs/prosqa-coconut"));
        assertThat(Experiment.fromYaml(experiment.toYaml())).isEqualTo(experiment);
    }

    @Test
    void whatHasNoMeaningHereStandsInOneNote() {
        assertThat(read(prosqa("bf16", "True")).notes())
                .filteredOn(note -> note.contains("without meaning"))
                .singleElement()
                .asString()
                .contains("project", "save_only_improve", "bf16");
    }

    @ParameterizedTest
    @CsvSource({"5, 50, 0", "3, 25, 0", "3, 25, 3", "3, 25, 4", "1, 3, 2", "7, 5, 0", "2, 40, 30"})
    void everyEpochHasTheStageOfTheOfficialLoop(int perStage, int epochs, int resume) {
        int last = 3;
        Curriculum curriculum = read(prosqa(
                        "epochs_per_stage", "" + perStage,
                        "num_epochs", "" + epochs,
                        "resume", "" + resume,
                        "max_latent_stage", "" + last))
                .experiment()
                .curriculum();
        Problem problem = Problem.of("q", Collections.nCopies(5, "s"), "a");
        Coconut method = new Coconut(List.of(1), true);

        assertThat(curriculum.totalEpochs()).isEqualTo(epochs - resume);
        for (int epoch = resume; epoch < epochs; epoch++) { // what run.py and dataset.py do
            int scheduled = epoch / perStage;
            int skipped = scheduled > last ? 5 : scheduled;
            int latents = scheduled > last ? last : scheduled;
            Layout layout = method.training(problem, curriculum.stageOf(epoch - resume), curriculum);
            assertThat(layout).as("epoch %d", epoch).isEqualTo(new Layout(skipped, latents, true));
        }
    }

    @Test
    void otherMethodsAreChosenByTheirFlag() {
        OfficialRun cot = read(prosqa(
                "coconut", "False", "cot", "True", "c_thought", "0", "epochs_per_stage", "1", "num_epochs", "25"));
        assertThat(cot.experiment().methods()).containsExactly(new Cot());
        assertThat(cot.experiment().curriculum().epochs()).containsExactly(25);

        OfficialRun noThoughts = read(prosqa("no_thoughts", "True"));
        assertThat(noThoughts.experiment().methods()).containsExactly(new NoThoughts());

        OfficialRun pauses = read(prosqa("coconut", "False"));
        assertThat(pauses.experiment().methods()).containsExactly(new PauseAsThought(List.of(1), true));
    }

    @Test
    void stepsOfSeveralBatchesAreOneBatch() {
        OfficialRun run = read(prosqa("batch_size_training", "8", "gradient_accumulation_steps", "4"));
        assertThat(run.experiment().batchSize()).isEqualTo(128);
        assertThat(run.notes().get(0)).contains("128", "8", "gpus 4");
    }

    @ParameterizedTest
    @CsvSource({"15, 3, 5", "40, 6, 7", "3, 6, 0"})
    void anEvaluationIsAskedAtTheStageOfItsCheckpoint(int resume, int latest, int stage) throws IOException {
        Path checkpoint = Files.createFile(folder.resolve("checkpoint_" + resume));
        OfficialRun run = read(prosqa(
                "only_eval",
                "True",
                "resume",
                "" + resume,
                "epochs_per_stage",
                latest == 3 ? "3" : "5",
                "max_latent_stage",
                "" + latest,
                "load_model_path",
                checkpoint.toString()));
        assertThat(run.stage()).isEqualTo(Math.min(stage, latest + 1));
        assertThat(run.experiment().model().parent()).isEqualTo(checkpoint.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cot=True",
                "resume=50",
                "c_thought=-1",
                "batch_size_training=0",
                "lr=fast",
                "only_eval=True",
                "load_model_path=YOUR_PATH_TO_COT_CHECKPOINT",
                "model_id=meta-llama/Llama-3",
                "epochs_per_stag=5",
                "lr=1e999",
            })
    void whatCannotBeIsNamed(String setting) {
        String key = setting.substring(0, setting.indexOf('='));
        assertThatThrownBy(() -> read(prosqa(key, setting.substring(key.length() + 1))))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(key.startsWith("model_id") ? "meta-llama/Llama-3" : key)
                .message()
                .matches(message -> key.startsWith("model_id") || message.contains("args.yaml"), "names the file");
    }

    @Test
    void theNumberOfGpusIsAKeyOrStandsInTheComment() {
        assertThat(read(prosqa("gpus", "1")).experiment().batchSize()).isEqualTo(32);
        assertThat(read("# need 2 gpus\n", prosqa()).experiment().batchSize()).isEqualTo(64);
        assertThat(read("# need 2 gpus\n", prosqa("gpus", "3")).experiment().batchSize())
                .isEqualTo(96);
        assertThat(read("", prosqa()).experiment().batchSize()).isEqualTo(128);
    }

    @Test
    void keysAboutLogsAreLeftAsideAndAllOthersStopInOneList() {
        assertThat(read(prosqa("wandb_project", "x", "logging_steps", "10")).notes())
                .filteredOn(note -> note.contains("without meaning"))
                .singleElement()
                .asString()
                .contains("wandb_project", "logging_steps");
        assertThatThrownBy(() -> read(prosqa("mode", "coconut_baseline", "training_method", "full", "wandb", "x")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("mode, training_method: unknown, and may change the result")
                .hasMessageNotContaining("did you mean");
    }

    @Test
    void sizesAreHonoured() {
        Experiment experiment =
                read(prosqa("train_size", "100", "val_size", "20")).experiment();

        assertThat(experiment.evaluation().validationProblems()).isEqualTo(20);
        assertThat(experiment.data()).hasFieldOrPropertyWithValue("trainProblems", 100);
        assertThat(read(prosqa("debug", "True")).experiment().data())
                .hasFieldOrPropertyWithValue("trainProblems", 5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "~", "", "''", "None"})
    void noWeightsAreWrittenInManyWays(String nothing) {
        OfficialRun run = read(prosqa("load_model_path", nothing, "save_path", nothing.equals("None") ? "" : nothing));

        assertThat(run.experiment().model().parent())
                .isEqualTo(models.resolve("gpt2").toString());
        assertThat(run.folder()).isEqualTo(Path.of("runs/prosqa-coconut"));
    }

    @Test
    void dropoutIsThatOfTheCheckpoint() throws IOException {
        Path gpt2 = models.resolve("gpt2");
        Tokenizers.trainedOn(new ListSource("one", List.of(Problem.of("a b", List.of("c"), "d")), "one"))
                .save(gpt2);
        String config =
                "{\"model_type\": \"gpt2\", \"n_layer\": 3, \"n_embd\": 24, \"n_head\": 2, \"n_positions\": 64%s}";
        Files.writeString(gpt2.resolve("config.json"), config.formatted(""));
        assertThat(read(prosqa()).experiment().dropout()).containsExactly(0.1, 0.1, 0.1);
        Files.writeString(
                gpt2.resolve("config.json"), config.formatted(", \"embd_pdrop\": 0.05, \"resid_pdrop\": 0.2"));
        assertThat(read(prosqa()).experiment().dropout()).containsExactly(0.05, 0.1, 0.2);
    }

    @Test
    void aConfigurationAndATokenizerOfDifferentModelsAreNamed() throws IOException {
        Path gpt2 = models.resolve("gpt2");
        Tokenizer tokenizer =
                Tokenizers.trainedOn(new ListSource("one", List.of(Problem.of("a b", List.of("c"), "d")), "one"));
        tokenizer.save(gpt2);
        String config = "{\"n_layer\": 3, \"n_embd\": 24, \"vocab_size\": %d, \"eos_token_id\": %d}";

        Files.writeString(gpt2.resolve("config.json"), config.formatted(tokenizer.size(), tokenizer.eos()));
        assertThat(read(prosqa()).notes()).noneMatch(note -> note.contains("config.json"));

        Files.writeString(gpt2.resolve("config.json"), config.formatted(50257, 50256));
        assertThat(read(prosqa()).notes())
                .contains("model_id: %s has vocab_size 50257 in config.json, and its tokenizer names %d tokens"
                        .formatted(gpt2, tokenizer.size()))
                .anyMatch(note -> note.contains("eos_token_id 50256 in config.json")
                        && note.contains("which is %d;".formatted(tokenizer.eos())));

        Files.delete(gpt2.resolve("model.safetensors"));
        assertThatThrownBy(() -> read(prosqa()))
                .hasMessageContaining("has a config.json and no weights")
                .hasMessageContaining("vocab_size 50257")
                .hasMessageContaining("eos_token_id 50256");
    }

    @Test
    void aModelOfAnotherArchitectureIsNamedBeforeAnythingElse() throws IOException {
        Files.writeString(models.resolve("gpt2/config.json"), "{\"model_type\": \"gpt_neo\"}");

        assertThatThrownBy(() -> read(prosqa("load_model_path", "nowhere")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("architecture \"gpt_neo\"")
                .hasMessageNotContaining("nowhere");
    }

    @Test
    void aModelWithoutWeightsSaysHowToBeginFromScratch() throws IOException {
        Files.delete(models.resolve("gpt2/model.safetensors"));

        assertThatThrownBy(() -> read(prosqa()))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("model: {type: gpt2, layers: 3, width: 24, heads: 12, positions: 1024}");
    }

    /** What a configuration leaves out is what transformers takes for it. */
    @Test
    void aLlamaWithoutWeightsIsBegunFromScratchAsSuch() throws IOException {
        Files.delete(models.resolve("gpt2/model.safetensors"));
        Files.writeString(
                models.resolve("gpt2/config.json"),
                """
                {"model_type": "llama", "num_hidden_layers": 3, "hidden_size": 24, "num_attention_heads": 6, "num_key_value_heads": 2}
                """);

        assertThatThrownBy(() -> read(prosqa()))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(
                        "model: {type: llama, layers: 3, width: 24, heads: 6, kv_heads: 2, intermediate: 11008,"
                                + " positions: 2048}");
    }

    @Test
    void everyMissingFileStandsInOneList() {
        assertThatThrownBy(() -> OfficialRun.of(
                        OfficialFile.load(ArgsFiles.write(folder, "", prosqa("load_model_path", "nowhere")), List.of()),
                        local()))
                .isInstanceOf(CurriculumException.class)
                .message()
                .containsSubsequence("args.yaml has 3 problems", "train_path", "val_path", "load_model_path");
    }

    @Test
    void anEvaluationSaysWhatItAsks() throws IOException {
        Path checkpoint = Files.createFile(folder.resolve("checkpoint_15"));
        OfficialRun run = read(prosqa("only_eval", "True", "resume", "15", "load_model_path", checkpoint.toString()));

        assertThat(run.asked()).contains("nothing is trained", "all problems of " + data, "stage 3");
    }
}
