package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever strangers give the graphs, their program lives on, and what cannot be computed is NaN or an exception, never a number. */
class GraphMisuseTest {
    @TempDir
    private Path folder;

    @Test
    void nothingEndsTheProgramAndNothingIsMadeUp() throws IOException, InterruptedException {
        try (Model model = TinyModels.gpt2(3)) {
            SameDiffFiles.write(model, 2, folder.resolve("model.fb"));
            SameDiffFiles.writeStep(model, folder.resolve("step.fb"));
        }
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Misuse.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        assertThat(Files.readAllLines(output).stream().filter(line -> line.startsWith(">")))
                .containsExactly(
                        ">as it should be: [1, 5, 13] 11111",
                        ">id 13: [1, 3, 13] 100",
                        ">id -1: [1, 3, 13] 110",
                        ">ids far away: [2, 3, 13] 100110",
                        ">an id beyond int: [1, 3, 13] 100",
                        ">one thought: [1, 3, 13] 111",
                        ">no thought: [1, 3, 13] 111",
                        ">three thoughts: [2, 5, 13] 1110011111",
                        ">thoughts first: [1, 3, 13] 111",
                        ">thoughts alone: [1, 1, 13] 1",
                        ">26 columns: [2, 26, 13] " + ("1".repeat(24) + "00").repeat(2),
                        ">one axis: [1, 3, 13] 111",
                        ">three axes: [4, 3, 13] 111111111111",
                        ">no columns: refused",
                        ">no rows: refused",
                        ">a scalar: refused",
                        ">step: [2, 1, 13] 11",
                        ">step, id 13: [2, 1, 13] 10",
                        ">step, id -5: [2, 1, 13] 01",
                        ">step, one row behind two: refused",
                        ">step, four rows behind two: refused",
                        ">step, two columns: refused",
                        ">step, two columns of two rows: refused",
                        ">step, a layer of fewer columns: refused",
                        ">step, values of fewer columns: refused",
                        ">step, column 24: [1, 1, 13] 0",
                        ">step behind NaN: [2, 1, 13] 01");
        assertThat(status).isZero();
    }
}
