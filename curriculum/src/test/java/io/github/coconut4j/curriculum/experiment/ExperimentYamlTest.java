package io.github.coconut4j.curriculum.experiment;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.arithmetic;
import static io.github.coconut4j.curriculum.experiment.Dsl.checkpoints;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutBottleneck;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutRepeatFirst;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconutStopGradient;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.evaluation;
import static io.github.coconut4j.curriculum.experiment.Dsl.execution;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.files;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.graphSearch;
import static io.github.coconut4j.curriculum.experiment.Dsl.icot;
import static io.github.coconut4j.curriculum.experiment.Dsl.llama;
import static io.github.coconut4j.curriculum.experiment.Dsl.lora;
import static io.github.coconut4j.curriculum.experiment.Dsl.noCot;
import static io.github.coconut4j.curriculum.experiment.Dsl.noCurriculum;
import static io.github.coconut4j.curriculum.experiment.Dsl.noThoughts;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseAsThought;
import static io.github.coconut4j.curriculum.experiment.Dsl.pausePerPosition;
import static io.github.coconut4j.curriculum.experiment.Dsl.pauseToken;
import static io.github.coconut4j.curriculum.experiment.Dsl.pretrained;
import static io.github.coconut4j.curriculum.experiment.Dsl.prontoQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.prosQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.rung;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.AdamWSettings;
import io.github.coconut4j.curriculum.settings.CheckpointSettings;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import io.github.coconut4j.curriculum.settings.data.FilesSettings;
import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.task.FactForm;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.train.AdamWConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentYamlTest {
    private static final Path CONFIGS = Path.of("..", "configs");

    static final Experiment QUICKSTART = experiment("quickstart")
            .data(graphSearch().hops(4))
            .model(gpt2().layers(2).width(64).heads(4).positions(40).initStd(0.1))
            .methods(coconut().thoughtsPerStep(1).specialMarkers(false), cot(), noCot())
            .curriculum(stages(4).epochs(2, 1, 1, 1, 2).resetOptimizer())
            .optimizer(adamW(2e-3)
                    .weightDecay(0.01)
                    .clipNorm(1.0)
                    .betas(0.9, 0.95)
                    .warmupSteps(100)
                    .finalLr(0.1))
            .evaluation(evaluation()
                    .validationProblems(1000)
                    .testProblems(4000)
                    .perEpoch(4)
                    .maxNewTokens(16));

    static Stream<Experiment> experiments() {
        return Stream.of(
                experiment("all-defaults"),
                QUICKSTART,
                QUICKSTART
                        .seed(-3)
                        .batchSize(7)
                        .execution(execution()
                                .streams(1)
                                .mode(Mode.REFERENCE)
                                .memoryMib(512)
                                .microBatch(16))
                        .checkpoints(checkpoints()
                                .keep(CheckpointSettings.Keep.ALL)
                                .everyEpochs(3)
                                .everyMinutes(0.5))
                        .onNonFinite(OnNonFinite.SKIP),
                experiment("prosqa")
                        .data(prosQa().hops(4, 7)
                                .parents(2.25)
                                .branching(3)
                                .distractors(9)
                                .balanced(true)
                                .renamed(true)
                                .problemsPerEpoch(100)),
                experiment("one-length").data(prosQa().hops(4)),
                experiment("ladder")
                        .data(prosQa().hops(3, 4)
                                .concepts(12, 14)
                                .balanced(true)
                                .form(FactForm.SYMBOLS)
                                .rungs(rung(2, 8, 2), rung(1, 10, 3))),
                experiment("llama")
                        .model(llama().layers(2)
                                .width(48)
                                .heads(6)
                                .kvHeads(3)
                                .headWidth(20)
                                .intermediate(100)
                                .positions(77)
                                .ropeTheta(50)
                                .tied(false)
                                .initStd(0.3)
                                .lookBack(1, 0, 3)),
                experiment("sums").data(arithmetic().steps(2, 4).largest(500).problemsPerEpoch(9)),
                experiment("balanced-prontoqa").data(prontoQa().balanced(true).steps(ChainSteps.SENTENCES)),
                experiment("prontoqa").data(prontoQa().hops(3).problemsPerEpoch(7)),
                experiment("files")
                        .data(files(Path.of("a file.json"), Path.of("b: \"c\".json"))
                                .testPath("null"))
                        .model(pretrained(Path.of("models/gpt2"))
                                .lora(lora().dropout(0.05).withNewTokens()))
                        .methods(noThoughts(), noCurriculum().thoughtsPerStep(2))
                        .curriculum(stages(6)
                                .epochs(5, 5, 5, 5, 5, 5, 5, 15)
                                .uniformProb(0.3)
                                .padLatentToMax(false)),
                experiment("earlier").curriculum(stages(2).earlierProb(0.1)),
                QUICKSTART.methods(
                        pauseAsThought().thoughtsPerStep(3, 2, 0, 1),
                        pauseToken().specialMarkers(false),
                        icot().tokensPerEpoch(3).smoothing(2.5).removeAllBeyond(30),
                        pausePerPosition(),
                        coconutRepeatFirst().thoughtsPerStep(2),
                        coconutStopGradient(),
                        coconutBottleneck()),
                QUICKSTART
                        .curriculum(stages(4).patience(3))
                        .optimizer(adamW(1e-3).finalLr(0.1).decay(AdamWSettings.Decay.COSINE)));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void yamlAndBackIsTheSameExperiment(Experiment experiment) {
        assertThat(Experiment.fromYaml(experiment.toYaml())).isEqualTo(experiment);
    }

    @Test
    void theQuickstartInJavaIsTheQuickstartInYaml() {
        assertThat(Experiment.load(CONFIGS.resolve("quickstart.yaml"), List.of()))
                .isEqualTo(QUICKSTART);
    }

    @Test
    void whatYamlLeavesOutIsWhatTheDslLeavesOut() {
        assertThat(Experiment.fromYaml("name: x\n")).isEqualTo(experiment("x"));
        assertThat(Experiment.fromYaml("name: x\nmodel:\n  layers: 3\n  type: gpt2\n"))
                .isEqualTo(experiment("x").model(gpt2().layers(3)));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyShippedConfigCanBeRead(String file) {
        assertThat(file)
                .endsWith(Experiment.load(CONFIGS.resolve(file), List.of()).name() + ".yaml");
    }

    static Stream<String> configs() {
        return Stream.of("", "methods/")
                .flatMap(folder -> Stream.of(CONFIGS.resolve(folder).toFile().list())
                        .filter(name -> name.endsWith(".yaml") && !name.startsWith("sweep-"))
                        .map(folder::concat));
    }

    @Test
    void everyMethodHasAConfigWithTheSettingsOfTheQuickstart() {
        List<Method> all =
                Experiment.load(CONFIGS.resolve("methods/all.yaml"), List.of()).methods();

        assertThat(all)
                .containsExactly(
                        coconut().specialMarkers(false),
                        cot(),
                        noCot(),
                        noThoughts(),
                        noCurriculum().specialMarkers(false),
                        pauseAsThought().specialMarkers(false),
                        pauseToken().specialMarkers(false),
                        icot().tokensPerEpoch(1),
                        pausePerPosition().specialMarkers(false),
                        coconutStopGradient().specialMarkers(false),
                        coconutBottleneck().specialMarkers(false));
        for (Method method : all) {
            Experiment alone = Experiment.load(CONFIGS.resolve("methods/" + method.name() + ".yaml"), List.of());
            assertThat(alone.data()).isEqualTo(QUICKSTART.data());
            assertThat(alone.model()).isEqualTo(QUICKSTART.model());
            assertThat(alone.curriculum()).isEqualTo(QUICKSTART.curriculum());
            assertThat(alone.optimizer()).isEqualTo(QUICKSTART.optimizer());
            assertThat(alone.evaluation()).isEqualTo(QUICKSTART.evaluation());
            assertThat(alone.batchSize()).isEqualTo(QUICKSTART.batchSize());
            assertThat(alone.methods()).containsExactly(method);
        }
    }

    @Test
    void hopsAreANumberOrARange() {
        assertThat(Experiment.fromYaml("data: {type: prosqa, hops: 4}").data()).isEqualTo(prosQa().hops(4));
        assertThat(Experiment.fromYaml("data: {type: prosqa, hops: 3-6}").data())
                .isEqualTo(prosQa().hops(3, 6));
        assertThat(Experiment.fromYaml("data: {type: prosqa}").data()).isEqualTo(prosQa());
    }

    @Test
    void shortSpellingsMeanTheLongOnes() {
        assertThat(Experiment.fromYaml("method: cot").methods()).containsExactly(cot());
        assertThat(Experiment.fromYaml("methods: [no_cot, {type: coconut, thoughts_per_step: 2}]")
                        .methods())
                .containsExactly(noCot(), coconut().thoughtsPerStep(2));
        assertThat(Experiment.fromYaml("method: {type: coconut, thoughts_per_step: [2, 1]}")
                        .methods())
                .containsExactly(coconut().thoughtsPerStep(2, 1));
        assertThat(experiment("x").toYaml()).contains("thoughts_per_step: 1\n");
        assertThat(Experiment.fromYaml("curriculum: {stages: 2, epochs: 3}")
                        .curriculum()
                        .epochs())
                .containsExactly(3, 3, 3);
        assertThat(Experiment.fromYaml("optimizer: {lr: 1e-3}").optimizer().lr())
                .isEqualTo(1e-3);
    }

    @Test
    void settingsOfTheCommandLineWinOverTheFile() {
        Experiment changed = Experiment.load(
                CONFIGS.resolve("quickstart.yaml"),
                List.of(
                        "seed=5",
                        "lr=1e-2",
                        "thoughts_per_step=2",
                        "data.hops=3",
                        "methods.2=no_thoughts",
                        "curriculum={stages: 3, epochs: [1, 1, 1, 1]}",
                        "execution.streams=1"));

        assertThat(changed.seed()).isEqualTo(5);
        assertThat(changed.optimizer()).isEqualTo(QUICKSTART.optimizer().lr(1e-2));
        assertThat(changed.data()).isEqualTo(graphSearch().hops(3));
        assertThat(changed.methods())
                .containsExactly(coconut().thoughtsPerStep(2).specialMarkers(false), cot(), noThoughts());
        assertThat(changed.curriculum()).isEqualTo(stages(3));
        assertThat(changed.execution().streams()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"method.thoughts_per_step=2", "method.0.thoughts_per_step=2", "methods.0.thoughts_per_step=2"})
    void theOneMethodOfAFileIsReachedByTheNameTheFileGivesIt(String setting) {
        assertThat(Experiment.load(CONFIGS.resolve("smoke.yaml"), List.of(setting))
                        .methods())
                .containsExactly(coconut().thoughtsPerStep(2).specialMarkers(false));
    }

    @Test
    void methodReachesNoneOfSeveral() {
        assertThatThrownBy(() ->
                        Experiment.load(CONFIGS.resolve("quickstart.yaml"), List.of("method.thoughts_per_step=2")))
                .hasMessageContaining("could mean any of the 3 methods; say which, as in methods.0.thoughts_per_step.");
    }

    /** In YAML a star would refer to something, an exclamation mark name a type, an ampersand name what follows. */
    @ParameterizedTest
    @ValueSource(strings = {"*.json", "!problems.json", "&a b.json", "a.json\n---\nb.json", "[1", "a: b: c"})
    void aSettingThatIsNoPlainYamlIsTakenByTheLetter(String name) {
        FilesSettings data = (FilesSettings)
                Experiment.load(CONFIGS.resolve("prosqa-small.yaml"), List.of("train_path=" + name, "val_path=x"))
                        .data();

        assertThat(data.trainPath()).hasToString(name);
    }

    @Test
    void filesAreNamedByTheirLastKey() {
        FilesSettings data = (FilesSettings) Experiment.load(
                        CONFIGS.resolve("prosqa-small.yaml"), List.of("train_path=x y.json", "val_path=/tmp/z.json"))
                .data();

        assertThat(data).isEqualTo(files(Path.of("x y.json"), Path.of("/tmp/z.json")));
    }

    @Test
    void methodReplacesAllMethods() {
        assertThat(Experiment.load(CONFIGS.resolve("quickstart.yaml"), List.of("method=cot"))
                        .methods())
                .containsExactly(cot());
    }

    @Test
    void officialOptimizerSettingsAreTheDefault() {
        assertThat(experiment("x").optimizer())
                .isEqualTo(new AdamWSettings(
                        1e-4,
                        0.01,
                        AdamWConfig.Decayed.MATRICES,
                        0,
                        0.9,
                        0.999,
                        1e-8,
                        0,
                        1,
                        AdamWSettings.Decay.LAST_STAGE));
    }

    @Test
    void theLanguageOfTheUserChangesNothingThatIsWritten() {
        Experiment skipping = Dsl.experiment("x").onNonFinite(OnNonFinite.SKIP);
        String yaml = skipping.toYaml();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(skipping.toYaml()).isEqualTo(yaml).contains("on_non_finite: skip");
            assertThat(Experiment.fromYaml(yaml)).isEqualTo(skipping);
        } finally {
            Locale.setDefault(before);
        }
    }
}
