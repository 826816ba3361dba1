package io.github.coconut4j.model.io;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that lie. Each is refused with a sentence that names the file. */
class HostileSafeTensorsTest {
    private static final byte[] NUMBERS = new byte[16];

    @TempDir
    Path folder;

    private void assertRefused(Path file, String why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> SafeTensors.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining(why);
    }

    private void assertRefused(String header, String why) throws Exception {
        assertRefused(SafeTensorsTest.file(folder, header, NUMBERS), why);
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused(folder.resolve("none"), "There is no file");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void aFileTooShortForTheLengthOfItsHeader(int bytes) throws Exception {
        assertRefused(Files.write(folder.resolve("short"), new byte[bytes]), "only " + bytes + " bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 17, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aHeaderLengthThatCannotBe(long length) throws Exception {
        ByteBuffer bytes =
                ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertRefused(Files.write(folder.resolve("header"), bytes.array()), "length of a header");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"error\": \"Repository not found\"}', a file of text",
        "'question,steps,answer', a file of text",
        "'PK\u0003\u0004 of something', a zip archive",
        "'\u0080\u0004 of something', a pickle of Python"
    })
    void whatIsSomethingElseIsNamed(String content, String what) throws Exception {
        assertRefused(
                Files.write(folder.resolve("x.safetensors"), content.getBytes(StandardCharsets.ISO_8859_1)),
                " is " + what + ", not a safetensors file");
    }

    @Test
    void aFileCutOffInItsNumbers() throws Exception {
        String header = entry("F32", "[5]", "[0,20]");
        assertRefused(header, "claims the range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":", "not json", "{\"x\":{}} and more", "{'x':1}", "\u0000\u0000\u0000"})
    void aHeaderThatIsNotJson(String header) throws Exception {
        assertRefused(header, "not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "12", "\"text\"", "null"})
    void aHeaderThatIsNoObject(String header) throws Exception {
        assertRefused(header, "not a JSON object");
    }

    @Test
    void aHeaderNestedWithoutEnd() throws Exception {
        assertRefused("{\"x\":" + "[".repeat(5000), "nested");
    }

    @Test
    void twoArraysOfOneName() throws Exception {
        String x = "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
        assertRefused("{" + x + "," + x + "}", "'x' stands twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"F8; has type", "f32; has type", "'';has type"})
    void aTypeNobodyKnows(String type, String why) throws Exception {
        assertRefused(entry(type, "[4]", "[0,16]"), why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":1}", "{\"x\":null}", "{\"x\":[]}", "{\"x\":{\"dtype\":\"F32\"}}"})
    void anEntryThatIsNone(String header) throws Exception {
        assertRefused(header, "array x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[4]; [8,24]", // beyond the end
                "[4]; [-8,8]",
                "[4]; [16,0]",
                "[4]; [0,8]", // not the size of the shape
                "[4]; [0]",
                "[4]; [0,16,32]",
                "[4]; [0.5,16.5]",
                "[4]; [\"0\",\"16\"]",
                "[4]; [0,18446744073709551632]", // 2^64 + 16
                "[-4]; [0,16]",
                "[2.5]; [0,10]",
                "[5]; [0,20]",
                "[4611686018427387904]; [0,0]", // 2^62 floats are 0 bytes in 64 bits
                "[4294967296,4294967296]; [0,0]",
                "[9223372036854775807,2]; [0,16]",
                "4; [0,16]"
            })
    void shapesAndRangesThatCannotBe(String shape, String range) throws Exception {
        assertRefused(entry("F32", shape, range), "array x");
    }

    @Test
    void arraysThatOverlap() throws Exception {
        assertRefused(
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},"
                        + "\"y\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
                "overlap");
    }

    @Test
    void bytesThatBelongToNoArray() throws Exception {
        String behind = entry("F32", "[2]", "[0,8]");
        String before = entry("F32", "[2]", "[8,16]");
        long numbers = (long) Long.BYTES + behind.length();

        assertRefused(behind, "bytes %d to %d belong to no array".formatted(numbers + 8, numbers + 15));
        assertRefused(before, "bytes %d to %d belong to no array".formatted(numbers + 1, numbers + 8));
    }

    private static String entry(String type, String shape, String range) {
        return "{\"x\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, range);
    }
}
