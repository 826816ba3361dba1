package io.github.coconut4j.model.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("all.safetensors");
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put("floats", Nd4j.createFromArray(new float[][] {{1.5f, -2, 3}, {4, 5, Float.MIN_VALUE}}));
        arrays.put("doubles", Nd4j.createFromArray(Math.PI, -0.0));
        arrays.put("ints", Nd4j.createFromArray(new int[][] {{Integer.MIN_VALUE}, {7}}));
        arrays.put("longs", Nd4j.createFromArray(Long.MAX_VALUE, 0L));
        arrays.put(
                "transposed",
                Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}).transpose());
        SafeTensors.write(file, arrays);

        Map<String, INDArray> read = SafeTensors.read(file);
        assertThat(read.keySet()).containsExactlyElementsOf(arrays.keySet());
        arrays.forEach((name, array) -> {
            assertThat(read.get(name).dataType()).isEqualTo(array.dataType());
            assertThat(read.get(name)).isEqualTo(array);
        });
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    /** On Windows such a file could not be replaced, and a checkpoint that was read not be deleted. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatWasReadIsNotMappedAnyMore() throws Exception {
        Path file = folder.resolve("read.safetensors");
        INDArray array = Nd4j.rand(DataType.FLOAT, 700, 1000); // more than one piece
        SafeTensors.write(file, Map.of("all", array));

        assertThat(SafeTensors.read(file).get("all")).isEqualTo(array);
        assertThat(Path.of("/proc/self/maps")).content().contains("java").doesNotContain("read.safetensors");
    }

    @Test
    void halfPrecisionHasItsValueByTheStandard() throws Exception {
        int[] bits = {0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00};
        // IEEE 754 binary16: 1, -2, about 1/3, the largest, the smallest normal and subnormal, -0, infinities, NaN
        float[] values = {
            1,
            -2,
            1365 / 4096f,
            65504,
            0x1p-14f,
            0x1p-24f,
            -0f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN
        };
        assertThat(floats("F16", bits)).containsExactly(values);
    }

    @Test
    void bfloatHasTheUpperBitsOfAFloat() throws Exception {
        int[] bits = {0x3f80, 0xc000, 0x4049, 0x0000, 0x7f80, 0x0001};
        float[] values = {1, -2, 3.140625f, 0, Float.POSITIVE_INFINITY, 0x1p-133f};
        assertThat(floats("BF16", bits)).containsExactly(values);
    }

    /** 128, "PK" and the mark of gzip, as the two lower bytes of a length. */
    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x0280, 0x4b50, 0x8b1f})
    void aHeaderWhoseLengthLooksLikeAnotherFormatIsRead(int length) throws Exception {
        String header = "{\"x\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(header.getBytes(StandardCharsets.UTF_8));
        bytes.put(" ".repeat(length - header.length()).getBytes(StandardCharsets.UTF_8))
                .putInt(7);
        try (TensorSource source = TensorFiles.open(Files.write(folder.resolve("x"), bytes.array()))) {
            assertThat(source.read("x").toIntVector()).containsExactly(7);
        }
    }

    private float[] floats(String type, int[] bits) throws Exception {
        ByteBuffer numbers = ByteBuffer.allocate(bits.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : bits) {
            numbers.putShort((short) each);
        }
        String header = "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, bits.length, bits.length * 2);
        INDArray array = SafeTensors.read(file(folder, header, numbers.array())).get("x");
        assertThat(array.dataType()).isEqualTo(DataType.FLOAT);
        return array.toFloatVector();
    }

    /** A file with any header and any bytes behind it. */
    static Path file(Path folder, String header, byte[] numbers) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(numbers);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }
}
