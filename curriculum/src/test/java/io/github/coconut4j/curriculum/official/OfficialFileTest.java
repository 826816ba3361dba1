package io.github.coconut4j.curriculum.official;

import static io.github.coconut4j.curriculum.official.ArgsFiles.prosqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfficialFileTest {
    @TempDir
    private Path folder;

    private OfficialFile load(Map<String, String> keys, String... overrides) {
        return OfficialFile.load(ArgsFiles.write(folder, "", keys), List.of(overrides));
    }

    @ParameterizedTest
    @CsvSource({
        "batch_size_training, 2147483647",
        "c_thought, 2147483647",
        "epochs_per_stage, 2147483647",
        "max_latent_stage, 2147483647",
        "num_epochs, 2147483647",
        "gradient_accumulation_steps, 65536",
        "gpus, 2147483647",
    })
    void numbersBeyondAllUseAreRefused(String key, String value) {
        assertThatThrownBy(() -> load(prosqa(key, value)))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("must be at most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"num_epochs", "lr", "batch_size_training", "c_thought", "epochs_per_stage", "max_latent_stage"})
    void whatDecidesTheTrainingMustBeSaid(String key) {
        Map<String, String> without = prosqa();
        without.remove(key);

        assertThat(OfficialFile.isArgsFile(ArgsFiles.write(folder, "", without)))
                .isTrue();
        for (Map<String, String> keys : List.of(without, prosqa(key, "null"), prosqa(key, ""))) {
            assertThatThrownBy(() -> load(keys))
                    .isInstanceOf(CurriculumException.class)
                    .hasMessageContaining("args.yaml: " + key + ": missing")
                    .hasMessageNotContaining("\n");
        }
        assertThat(load(without, key + "=1").arguments().trainPath()).isEqualTo("data/prosqa_train.json");
        assertThatThrownBy(() -> load(prosqa(), key + "=")).hasMessageContaining(key + ": missing");
    }

    @Test
    void theCourseOfThoughtsNeedNotBeSaidWhereThereAreNone() {
        Map<String, String> keys = prosqa("coconut", "False", "cot", "True");
        keys.keySet().removeAll(List.of("c_thought", "max_latent_stage", "epochs_per_stage"));

        assertThat(OfficialFile.isArgsFile(ArgsFiles.write(folder, "", keys))).isTrue();
        assertThat(load(keys).arguments().cot()).isTrue();
    }

    @Test
    void ourOwnFilesAreNoneOfThese() {
        assertThat(OfficialFile.isArgsFile(Path.of("../configs/prosqa.yaml"))).isFalse();
        assertThat(OfficialFile.isArgsFile(Path.of("../configs/quickstart.yaml")))
                .isFalse();
    }
}
