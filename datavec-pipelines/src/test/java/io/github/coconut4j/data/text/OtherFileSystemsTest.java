package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.file.ProblemFiles;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems and tokenizers on a file system of Windows, as jimfs has it. */
class OtherFileSystemsTest {
    private static final List<Problem> PROBLEMS =
            List.of(Problem.of("2 + 3 = ?", List.of("2 + 3 = 5"), "5"), Problem.of("größer?", List.of(), "ja"));

    @Test
    void aTokenizerIsReadFromWhereItWasWritten() throws IOException {
        Tokenizer tokenizer = Tokenizers.trainedOn(new ListSource("", PROBLEMS, ""));
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = Files.createDirectories(files.getPath("C:\\Program Files\\tokenizer"));
            tokenizer.save(folder);

            Tokenizer read = Tokenizers.load(folder);

            assertThat(read.size()).isEqualTo(tokenizer.size());
            assertThat(read.encode("größer? 2 + 3")).isEqualTo(tokenizer.encode("größer? 2 + 3"));
        }
    }

    @Test
    void problemsWithTheLineEndsOfWindowsAreRead() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            Path file = files.getPath("C:\\work\\problems.jsonl");
            String lines =
                    """
                    \uFEFF{"question": "größer?", "steps": [], "answer": "ja"}
                    {"question": "2 + 3 = ?", "steps": ["2 + 3 = 5"], "answer": "5"}
                    """;
            Files.writeString(file, lines.replace("\n", "\r\n"));

            try (ProblemSource read = ProblemFiles.open(file, BadRowHandler.FAIL)) {
                assertThat(List.of(read.problem(0, 1), read.problem(0, 0))).isEqualTo(PROBLEMS);
            }
        }
    }
}
