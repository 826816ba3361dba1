package io.github.coconut4j.data.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            version https://git-lfs.github.com/spec/v1\\noid sha256:4d7a\\nsize 12\\n | GIT_LFS_POINTER
            <!DOCTYPE html>\\n<html>                                                 | HTML
            ^\\n  <HTML lang="en">^                                                  | HTML
            <?xml version="1.0"?><!DOCTYPE html><html>                               | HTML
            <?xml version="1.0"?><rows/>                                             | XML
            PAR1\\25\\4                                                             | PARQUET
            GGUF\\3                                                                  | GGUF
            %PDF-1.4                                                                 | PDF
            Text with a \\1 in it                                                    | BINARY
            ^^                                                                       | EMPTY
            [{"question": "naïve 😀?"}]                                              | TEXT
            #version: 0.2\\nĠ t                                                      | TEXT
            <<3*4=12>> #### 12                                                       | TEXT
            """)
    void theFirstBytesTellTheKind(String start, FileKind kind) {
        String text = start.translateEscapes();

        assertThat(FileKind.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
    }

    @Test
    void compressedFilesAreToldFromText() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream bytes = new GZIPOutputStream(gzip)) {
            bytes.write('[');
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream bytes = new ZipOutputStream(zip)) {
            bytes.putNextEntry(new ZipEntry("a.json"));
        }

        assertThat(FileKind.of(gzip.toByteArray())).isEqualTo(FileKind.GZIP);
        assertThat(FileKind.of(zip.toByteArray())).isEqualTo(FileKind.ZIP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "x-UTF-16LE-BOM"})
    void widerEncodingsOfUnicodeAreToldWithAndWithoutTheirMark(String encoding) {
        byte[] bytes = "[{\"question\": \"q\"}]".getBytes(Charset.forName(encoding));

        assertThat(FileKind.of(bytes).toString().replace("_", ""))
                .isEqualTo(encoding.contains("16") ? "UTF16" : "UTF32");
    }

    @Test
    void theHeaderLengthOfSafetensorsIsNoText() {
        byte[] bytes = "@\0\0\0\0\0\0\0{\"__metadata__\":{}}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FileKind.of(bytes)).isEqualTo(FileKind.SAFETENSORS);
    }

    @Test
    void whatIsNoTextIsRefusedWithWhatItIsAndWhatToDo() throws IOException {
        Path pointer = Files.writeString(folder.resolve("vocab.json"), "version https://git-lfs.github.com/spec/v1\n");
        Path text = Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");

        assertThatCode(() -> FileKind.requireText(text)).doesNotThrowAnyException();
        assertThatThrownBy(() -> FileKind.requireText(pointer))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        pointer + " is a Git LFS pointer in place of the real file; fetch that with: git lfs pull.");
    }
}
