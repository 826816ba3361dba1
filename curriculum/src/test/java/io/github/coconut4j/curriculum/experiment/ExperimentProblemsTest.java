package io.github.coconut4j.curriculum.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.method.Cot;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.model.ModelSettings;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizer: {lrr: 1}               | optimizer.lrr: unknown key; did you mean lr?",
                "optimiser: {lr: 1}                | optimiser: unknown key; did you mean optimizer?",
                "data: {type: graph_search, hop: 3}| data.hop: unknown key; did you mean hops?",
                "data: {type: graphsearch}         | data.type: unknown value \"graphsearch\"; did you mean"
                        + " graph_search?",
                "data: {type: graph_search, extra: 9}    | data.extra must lie between 0 and 6",
                "data: {type: prosqa, hops: few}   | data.hops must be a number, a range as in 3-6, or published, not"
                        + " \"few\".",
                "data: {type: prosqa, hops: 6-3}   | data.hops must go from the fewest to the most, not 6-3.",
                "data: {type: prosqa, parents: 9}  | data.parents must lie between 1 and 8, not 9.0.",
                "data: {type: prosqa, concepts: few} | data.concepts must be a number, a range as in 3-6, or"
                        + " published, not \"few\".",
                "data: {type: prosqa, concepts: 9, hops: 4, balanced: true} | data.concepts must be at least 10 for"
                        + " two ways of 4 hops, not 9; ask for more concepts or for fewer hops.",
                "data: {type: prosqa, form: sounds} | data.form: expected one of [words, symbols], found \"sounds\".",
                "data: {type: prosqa, form: symbols, renamed: true} | data.renamed gives the concepts other names",
                "data: {type: prosqa, rungs: [{epochs: 0, concepts: 8, hops: 2}]} | data.rungs.0.epochs must be at"
                        + " least 1, not 0.",
                "data: {type: prosqa, rungs: [{epochs: 1, concepts: 8}]} | data.rungs.0.hops is missing",
                "data: {type: prosqa, rungs: [{epochs: 1, concepts: 8, hops: 2}, {epochs: 1, concepts: 6, hops: 6}]} |"
                        + " data.rungs.1.concepts must be at least 9 for a way of 6 hops, not 6",
                "data: {type: prosqa, rungs: [{epoch: 1, concepts: 8, hops: 2}]} | data.rungs.0.epoch: unknown key;"
                        + " did you mean epochs?",
                "data: {type: arithmetic, steps: few} | data.steps must be a number, a range as in 3-6, or published,"
                        + " not \"few\".",
                "data: {type: arithmetic, steps: 13} | data.steps must be at most 12, not 13.",
                "data: {type: arithmetic, largest: 10} | data.largest must lie between 100 and 9999, not 10.",
                "data: {type: prontoqa, steps: three} | data.steps: expected one of [pairs, sentences], found"
                        + " \"three\".",
                "data: {type: prontoqa, hops: 9}   | data.hops must lie between 1 and 8, not 9.",
                "data: {type: prontoqa, problems_per_epoch: 0} | data.problems_per_epoch must be at least 1, not 0.",
                "methods: [coconut, kot]           | methods.1.type: unknown value \"kot\"; did you mean cot?",
                "batch_size: many                  | batch_size: expected a whole number, found \"many\".",
                "batch_size: 1.5                   | batch_size: expected a whole number, found 1.5.",
                "curriculum: {epochs: [1, two]}    | curriculum.epochs.1: expected a whole number, found \"two\".",
                "curriculum: {reset_optimizer: 3.5}| curriculum.reset_optimizer: expected true or false, found 3.5.",
                "optimizer: fast                   | optimizer: expected keys and values, found \"fast\".",
                "optimizer: {lr: -1}               | optimizer.lr must be above 0.0, not -1.0.",
                "curriculum: {uniform_prob: 2}     | curriculum.uniform_prob must lie between 0 and 1, not 2.0.",
                "curriculum: {earlier_prob: -1}    | curriculum.earlier_prob must lie between 0 and 1, not -1.0.",
                "curriculum: {earlier_prob: 0.1, uniform_prob: 0.1} | uniform_prob and earlier_prob are two ways",
                "data: {type: files, val_path: x}  | data.train_path is missing: name the file to learn from.",
                "model: {layers: 2}                | model.type: is missing; one of gpt2, llama, pretrained.",
                "model: {type: gpt2, heads: 5}     | model.width must be a multiple of model.heads",
                "methods: [cot, cot]               | methods names one method twice",
                "{method: cot, methods: [cot]}     | method: means the same as methods; give one of them.",
                "name: a/b                         | name must be fit for a folder",
                "name: a:b                         | name must be fit for a folder",
                "name: 'a.'                        | name must be fit for a folder",
                "name: CON                         | Windows keeps \"CON\" for a device",
                "name: nul.txt                     | Windows keeps \"nul.txt\" for a device",
                "name: lpt1                        | Windows keeps \"lpt1\" for a device",
                "checkpoints: {keep: bst}          | checkpoints.keep: expected one of [best_per_stage, all, last],"
                        + " found \"bst\".",
                "checkpoints: {every_epochs: 0}    | checkpoints.every_epochs must be at least 1, not 0.",
                "checkpoints: {every_minutes: -1}  | checkpoints.every_minutes must be at least 0.0, not -1.0.",
                "on_non_finite: ignore             | on_non_finite: expected one of [stop, skip], found \"ignore\".",
                "execution: {micro_batch: some}    | execution.micro_batch must be none, auto or a number of rows, not"
                        + " \"some\".",
                "execution: {mode: quick}          | execution.mode: expected one of [fast, reference], found"
                        + " \"quick\".",
            })
    void aProblemIsNamedWithItsKey(String yaml, String message) {
        assertThatThrownBy(() -> Experiment.fromYaml(yaml))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curriculum: {stages: few, epochs: [1, 2, 3]}",
                "curriculum: {stages: 2, epochs: [1, two, 3]}",
                "curriculum: {stages: 2, epoch: [1, 2, 3]}"
            })
    void nothingIsSaidOfADefaultThatStandsInForAProblem(String yaml) {
        assertThatThrownBy(() -> Experiment.fromYaml(yaml))
                .isInstanceOfSatisfying(CurriculumException.class, several -> assertThat(several.problems())
                        .hasSize(1));
    }

    @Test
    void epochsThatAreNotSaidFitTheStagesThatAre() {
        assertThat(Experiment.fromYaml("curriculum: {stages: 2, uniform_prob: 0.5}")
                        .curriculum())
                .isEqualTo(Dsl.stages(2).uniformProb(0.5));
        assertThat(Experiment.fromYaml("curriculum: {stages: 4}").curriculum()).isEqualTo(Dsl.stages(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch_size: 2147483647                      | batch_size must be at most 65536, not 2147483647.",
                "batch_size: 3000000000                      | batch_size: 3000000000 is out of range",
                "curriculum: {stages: 2147483647}            | curriculum.stages must be at most 1000",
                "curriculum: {stages: 1, epochs: [2147483647, 2147483647]} | epochs must be at most 1000000 in all"
                        + " stages together, not 4294967294.",
                "data: {type: graph_search, hops: 2147483647} | data.hops must be at most 200",
                "data: {type: graph_search, hops: 200, width: 200} | graphs of 80003 nodes",
                "data: {type: graph_search, shared: 2147483647} | data.shared must be at most 200",
                "data: {type: prosqa, branching: 2147483647} | data.branching must be at most 1000",
                "data: {type: graph_search, problems_per_epoch: 9223372036854775807} | problems_per_epoch must be at"
                        + " most 1000000000",
                "method: {type: coconut, thoughts_per_step: 2147483647} | thoughts_per_step must be at most 1000, not"
                        + " 2147483647.",
                "{method: {type: coconut, thoughts_per_step: 1000}, curriculum: {stages: 1000, epochs: 1}} | makes"
                        + " 1000000 thoughts over 1000 stages",
                "method: {type: icot, tokens_per_epoch: 2147483647} | tokens_per_epoch must be at most 1000000000",
                "execution: {streams: 2147483647}            | execution.streams must be at most 256",
                "model: {type: gpt2, layers: 2147483647}     | model.layers must be at most 1000",
                "model: {type: gpt2, positions: 2147483647}  | model.positions must be at most 1048576",
                "evaluation: {max_new_tokens: 2147483647}    | evaluation.max_new_tokens must be at most 65536",
                "optimizer: {lr: .nan}                       | line 1, column",
                "optimizer: {lr: .inf}                       | infinity",
                "optimizer: {lr: 1e999}                      | optimizer.lr must be at most 1000.0, not Infinity.",
                "optimizer: {warmup_steps: .nan}             | not-a-number and infinity are not taken",
                "'data: {type: files, train_path: \"a\\0b\"}'  | data.train_path: holds a control character.",
                "name:                                       | says nothing",
                "'{}'                                        | says nothing",
            })
    void aNumberBeyondAllUseIsRefusedAtOnce(String yaml, String message) {
        assertThatThrownBy(() -> Experiment.fromYaml(yaml))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyWithoutValueHasItsDefault() {
        assertThat(Experiment.fromYaml("name:\nseed: 1\nmethod: ~\noptimizer: null\ncurriculum: {epochs: null}\n"))
                .isEqualTo(Experiment.fromYaml("seed: 1"));
    }

    @Test
    void allProblemsStandInOneList() {
        CurriculumException problems = catchThrowableOfType(
                CurriculumException.class,
                () -> Experiment.fromYaml(
                        """
                        sed: 1
                        data: {type: graph_search, hops: none}
                        optimizer: {lr: 0, clip: 1}
                        curriculum: {stages: 2, epochs: [1, 1]}
                        batch_size: 0
                        """));

        assertThat(problems.getMessage().lines())
                .hasSize(7)
                .anyMatch(line -> line.contains("sed: unknown key; did you mean seed?"))
                .anyMatch(line -> line.contains("data.hops: expected a whole number"))
                .anyMatch(line -> line.contains("optimizer.clip: unknown key; did you mean clip_norm?"))
                .anyMatch(line -> line.contains("optimizer.lr must be above 0.0"))
                .anyMatch(line -> line.contains("curriculum.epochs has 2 numbers"))
                .anyMatch(line -> line.contains("batch_size must be at least 1"))
                .anyMatch(line -> line.contains("has 6 problems"));
    }

    @Test
    void missingFilesStandInTheSameList() {
        String files =
                """
                data: {type: files, train_path: no/train.json, val_path: no/val.json}
                model: {type: pretrained, path: no/model}
                """;
        CurriculumException problems = catchThrowableOfType(
                CurriculumException.class, () -> Experiment.fromYaml(files + "method: [coconut, kot]\nseed: x\n"));

        assertThat(problems.getMessage().lines())
                .hasSize(6)
                .anyMatch(line -> line.contains("methods.1.type: unknown value \"kot\""))
                .anyMatch(line -> line.contains("seed: expected a whole number"))
                .anyMatch(line -> line.contains("data.train_path: there is no file no/train.json."))
                .anyMatch(line -> line.contains("data.val_path: there is no file no/val.json."))
                .anyMatch(line -> line.contains("model.path: there is no folder no/model."));
        assertThatThrownBy(() -> Experiment.fromYaml(files).train(Path.of("never")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("has 3 problems");
    }

    /** Windows has many more names that no file can have than Linux, which has those with a zero; YAML has none of these. */
    @ParameterizedTest
    @CsvSource({"a\0b, x", "., a\0b"})
    void aPathThatNoFileCanHaveIsRefused(String path, String weights) {
        ModelSettings model = new PretrainedSettings(path, weights, null);

        assertThatThrownBy(() -> Dsl.experiment("x").model(model).train(Path.of("never")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("No file can be called \"a")
                .hasMessageNotContaining("InvalidPath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "nul", "a/b", "mine.", ""})
    void aMethodOfOnesOwnNeedsANameThatAFolderCanHave(String name) {
        assertThatThrownBy(() -> Dsl.experiment("x").methods(new Cot(), named(name)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageStartingWith("A method's name must be fit for a folder");
    }

    @Test
    void methodsThatDifferInLetterCaseAloneWouldShareAFolderOnSomeSystems() {
        assertThatThrownBy(() -> Dsl.experiment("x").methods(new Cot(), named("CoT")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("methods names one method twice");
    }

    private static Method named(String name) {
        return new Method() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Layout training(Problem problem, int stage, Curriculum curriculum) {
                return Layout.PLAIN;
            }

            @Override
            public Layout answering(Problem problem, int stage, Curriculum curriculum) {
                return Layout.PLAIN;
            }
        };
    }

    @Test
    void aNameHasRoomForWhatIsMadeOfIt() {
        assertThat(Experiment.fromYaml("name: " + "x".repeat(100)).name()).hasSize(100);
        assertThatThrownBy(() -> Experiment.fromYaml("name: " + "x".repeat(101)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("name must have at most 100 characters, not 101.");
    }

    @Test
    void brokenYamlIsNamedWithLineAndColumn() {
        assertThatThrownBy(() -> Experiment.fromYaml("name: x\ndata: [1\nseed: 2\n"))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("line 3, column");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Experiment.load(Path.of("no/such.yaml"), List.of()))
                .isInstanceOf(CurriculumException.class)
                .hasMessage("There is no file no/such.yaml.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seed", "=3", "methods.7=cot", "methods.x=cot", "seed.x=3", "data={type: prosqa, type: files}"})
    void settingsThatFitNowhereAreRefused(String setting) {
        assertThatThrownBy(() -> Experiment.load(Path.of("..", "configs", "quickstart.yaml"), List.of(setting)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("--set " + setting);
    }

    @Test
    void anUnknownSettingIsNamedWithTheNearestKey() {
        assertThatThrownBy(() -> Experiment.load(Path.of("..", "configs", "smoke.yaml"), List.of("wamup_steps=3")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("did you mean optimizer.warmup_steps?");
    }

    @Test
    void aKeyThatIsInSeveralPlacesIsRefused() {
        assertThatThrownBy(() -> Experiment.load(Path.of("..", "configs", "smoke.yaml"), List.of("width=3")))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining("data.width or model.width");
    }
}
