package io.github.coconut4j.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files that PyTorch wrote. */
class TorchFileTest {
    private static final Path FILES = Path.of("src/test/resources/torch");

    @TempDir
    Path folder;

    @Test
    void everyKindOfNumberIsRead() {
        try (TensorSource kinds = TensorFiles.open(FILES.resolve("kinds.pt"))) {
            assertThat(kinds.read("double").toDoubleVector()).containsExactly(Math.PI, -0.0);
            assertThat(kinds.read("bfloat").toFloatVector()).containsExactly(1, -2, 3.140625f);
            assertThat(kinds.read("half").toFloatVector()).containsExactly(1, -2, 65504);
            assertThat(kinds.read("long").toLongVector()).containsExactly(1L << 62, -1);
            assertThat(kinds.read("int").toIntMatrix()).isEqualTo(new int[][] {{7}, {-7}});
            assertThat(kinds.read("parameter").toFloatVector()).containsExactly(1, 2);
            assertThat(kinds.read("half").dataType()).isEqualTo(DataType.FLOAT);
        }
    }

    @Test
    void windowsOnASharedStorageShowTheirPart() {
        try (TensorSource kinds = TensorFiles.open(FILES.resolve("kinds.pt"))) {
            assertThat(kinds.read("row").toFloatVector()).containsExactly(12, 13, 14, 15, 16, 17);
            assertThat(kinds.read("window").toFloatMatrix()).isEqualTo(new float[][] {{7, 9, 11}, {13, 15, 17}});
            INDArray transposed = kinds.read("transposed");
            assertThat(transposed.shape()).containsExactly(6, 4);
            assertThat(transposed.getRow(1).toFloatVector()).containsExactly(1, 7, 13, 19);
            assertThat(transposed.ordering()).isEqualTo('c');
            assertThat(kinds.read("scalar").getFloat()).isEqualTo(5);
            assertThat(kinds.read("empty").shape()).containsExactly(0, 3);
        }
    }

    @Test
    void numbersNobodyNeedsAreRefusedOnlyWhenAskedFor() {
        try (TensorSource kinds = TensorFiles.open(FILES.resolve("kinds.pt"))) {
            assertThat(kinds.shape("bytes")).containsExactly(2);
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> kinds.read("bytes"))
                    .withMessageContaining("U8");
        }
    }

    @Test
    void whatAPickleAsksForIsNotDone() throws Exception {
        Path mark = Path.of("/tmp/coconut4j-was-here");
        Files.deleteIfExists(mark);

        assertRefused(FILES.resolve("malicious.pt"), "system");
        assertThat(mark).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "expanded.pt, reaches beyond",
        "legacy.pt, before 1.6",
        "no-arrays.pt, no arrays",
        "README.md, safetensors",
        "nowhere.pt, There is no file",
        "nowhere, There is no file"
    })
    void otherFilesAreNamed(String name, String why) {
        assertRefused(FILES.resolve(name), why);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.6, 0.9, 0.999})
    void aFileCutOffAnywhereIsRefused(double part) throws Exception {
        byte[] whole = Files.readAllBytes(FILES.resolve("kinds.pt"));
        byte[] cut = java.util.Arrays.copyOf(whole, (int) (part * whole.length));
        assertRefused(Files.write(folder.resolve("cut.pt"), cut), "cut.pt");
    }

    private static void assertRefused(Path file, String why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> TensorFiles.open(file).close())
                .withMessageContaining(file.toString())
                .withMessageContaining(why);
    }
}
