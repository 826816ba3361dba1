package io.github.coconut4j.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.llama.Heads;
import io.github.coconut4j.model.llama.LlamaConfig;
import io.github.coconut4j.model.llama.Rotary;
import io.github.coconut4j.model.llama.Variant;
import io.github.coconut4j.model.lora.Lora;
import io.github.coconut4j.model.lora.LoraConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever strangers give the graphs, their program lives on, and what cannot be computed is NaN or an exception, never a number. */
class GraphMisuseTest {
    @TempDir
    private Path folder;

    private static final LlamaConfig LLAMA =
            new LlamaConfig(Variant.LLAMA, 2, 8, 10, new Heads(4, 2, 2), 13, 24, 1e-5, Rotary.STANDARD, true, 0);

    /** One with a table of positions, one that could count on for ever, one with adapters beside its layers and tokens. */
    static final List<ModelConfig> MODELS = List.of(
            TinyModels.CONFIG,
            new ModelConfig(LLAMA, TinyModels.TOKENS),
            new ModelConfig(
                    new LoraConfig(LLAMA, new Lora(2, 4, 0, List.of("q_proj"), List.of(10, 12))), TinyModels.TOKENS));

    @ParameterizedTest
    @FieldSource("MODELS")
    void nothingEndsTheProgramAndNothingIsMadeUp(ModelConfig config) throws IOException, InterruptedException {
        try (Model model = Model.create(config, new Initialisation(0.3, 0.5), 3)) {
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
