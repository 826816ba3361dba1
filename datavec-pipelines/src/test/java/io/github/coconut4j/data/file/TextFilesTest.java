package io.github.coconut4j.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "version https://git-lfs.github.com/spec/v1, Git LFS pointer",
        "<!DOCTYPE html>, web page",
        "'\u001f\u008b', gzip",
        "'', empty",
        "'\u00ff\u00feq\u0000', UTF-16"
    })
    void whatIsNoTextIsNamed(String content, String what) throws IOException {
        Path file = written(content);

        assertThatThrownBy(() -> TextFiles.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + " is ")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ef\u00bb\u00bf"})
    void allOfATextIsReadButForItsByteOrderMark(String mark) throws IOException {
        String text = "first\n" + "x".repeat(2000);

        assertThat(TextFiles.open(written(mark + text)).readAllBytes())
                .isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void bytesThatAreNoUtf8EndTheLines() throws IOException {
        try (BufferedReader lines = TextFiles.lines(written("M\u00fcller"))) {
            assertThatThrownBy(lines::readLine).isInstanceOf(CharacterCodingException.class);
        }
    }

    private Path written(String content) throws IOException {
        return Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.ISO_8859_1));
    }
}
