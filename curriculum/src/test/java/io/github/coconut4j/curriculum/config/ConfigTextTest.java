package io.github.coconut4j.curriculum.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\nb: 2\na: 3\n'            | 'line 3, column 2: the key a stands twice'",
                "'a: {b: 1, b: 2}\n'             | 'the key b stands twice'",
                "'a: 1\n---\na: 2\n'             | 'a second YAML document'",
                "'a: &x 1\nb: *x\n'              | '*x refers to an anchor'",
                "'a: 1\n\tb: 2\n'                | 'a tab; YAML is indented with blanks'",
                "'a: b: c\n'                     | 'a second colon on the line'",
                "'a: \"c\n'                      | 'a quote that is not closed'",
                "'- 1\n- 2\n'                    | 'expected keys and values'",
                "'only words'                    | 'expected keys and values'",
                "''                              | 'expected keys and values'",
            })
    void whatIsNoSettingsIsNamedByItsPlace(String yaml, String problem) {
        assertThatThrownBy(() -> new ConfigText("x.yaml", yaml).tree())
                .isInstanceOf(CurriculumException.class)
                .message()
                .startsWith("x.yaml")
                .contains(problem)
                .hasLineCount(1);
    }

    @Test
    void hugeNumbersAndDeepBracketsAreOneLineWithoutWordsOfALibrary() {
        for (String yaml : new String[] {"a: " + "1".repeat(1001), "a: " + "[".repeat(1001) + "]".repeat(1001)}) {
            assertThatThrownBy(() -> new ConfigText("x.yaml", yaml).tree())
                    .isInstanceOf(CurriculumException.class)
                    .message()
                    .hasLineCount(1)
                    .hasSizeLessThan(300)
                    .doesNotContain("StreamReadConstraints", "jackson");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: null", "a: ~", "a:", "a: ''", "a: '  '", "b: {a: null}", "b: [{a: ~}]"})
    void aKeyWithoutAValueIsTheSameAsNone(String yaml) {
        assertThat(new ConfigText("x.yaml", "c: 1\n" + yaml).tree().toString()).doesNotContain("\"a\"");
    }

    @Test
    void filesOfOtherKindsAreNamed() throws IOException {
        Path latin =
                Files.write(folder.resolve("latin.yaml"), "name: M\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat(2_000_000));

        Path pointer = Files.writeString(
                folder.resolve("pointer.yaml"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n");

        refused(latin, "is not UTF-8 text");
        refused(pointer, "is a Git LFS pointer");
        refused(large, "is no file with settings");
        refused(folder, "is a folder");
        refused(folder.resolve("none"), "There is no file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsRefusedAtOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        refused(pipe, "is a pipe or a device");
        refused(Path.of("/dev/null"), "is a pipe or a device");
    }

    @Test
    void aMarkOfTheByteOrderIsNoKey() throws IOException {
        Path marked = Files.writeString(folder.resolve("marked.yaml"), "\uFEFFname: x\n");

        assertThat(ConfigText.of(marked).tree().fieldNames()).toIterable().containsExactly("name");
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> ConfigText.of(file))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(file.toString());
    }
}
