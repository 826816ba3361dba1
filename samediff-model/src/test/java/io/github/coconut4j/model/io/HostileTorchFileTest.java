package io.github.coconut4j.model.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.coconut4j.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch files that lie or ask for more than tensors. Each is refused with one sentence that names the file. */
class HostileTorchFileTest {
    private static final byte[] SIX_FLOATS = floats(0, 1, 2, 3, 4, 5);
    private static final long HUGE = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static PickleWriter mapping() {
        return new PickleWriter().raw('}').text("x");
    }

    private Path file(PickleWriter pickle) throws Exception {
        return PickleWriter.file(folder.resolve("x.pt"), pickle.stop(), SIX_FLOATS, ZipEntry.STORED);
    }

    private static void assertRefused(Path file, String why) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> TensorFiles.open(file).close())
                .withMessageContaining(file.toString())
                .withMessageContaining(why)
                .withMessageNotContaining("\n");
    }

    @Test
    void anHonestFileOfTheSameMakingIsRead() throws Exception {
        PickleWriter pickle = mapping()
                .tensor("0", 6, 1, new long[] {2, 2}, new long[] {1, 3})
                .raw('s');
        try (TensorSource source = TensorFiles.open(file(pickle))) {
            assertThat(source.read("x").toFloatMatrix()).isEqualTo(new float[][] {{1, 4}, {2, 5}});
        }
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "builtins, Exception",
        "subprocess, Popen",
        "decimal, Decimal",
        "torch, load",
        "torch.storage, _load_from_bytes",
        "java.lang, Runtime",
        "collections, OrderedDict.__init__"
    })
    void anyOtherNameIsRefusedBeforeItIsLookedUp(String module, String name) throws Exception {
        PickleWriter pickle =
                mapping().global(module, name).raw('(').text("anything").raw('t', 'R', 's');
        assertRefused(file(pickle), module + "." + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {'i', 'o', 0x81, 0x92, 0x93, 0x82, 'P', 'I', 'L', 'F', 'V', 0x8d, 0x8e, 0x96, 0x8f, 0xff})
    void anyOtherInstructionIsRefused(int instruction) throws Exception {
        assertRefused(file(mapping().raw('(').text("os").text("system").raw(instruction)), "instruction");
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0, 7, 1", // more numbers than the storage says it has
        "6, 5, 2, 1", // beyond its end
        "6, -1, 2, 1",
        "6, 0, 2, -1",
        "6, 0, 2, 6",
        "6, 0, 100000, 0", // many from one
        "6, 0, 2, 0",
        "7, 0, 7, 1", // more than the storage's entry has
        "6, 0, -2, 1",
        "-1, 0, 0, 1",
        "6, 0, 9223372036854775807, 1",
        "6, 9223372036854775807, 2, 1",
        "6, 0, 3, 9223372036854775807",
        "9223372036854775807, 0, 4611686018427387904, 1"
    })
    void aWindowOutsideItsStorageIsRefused(long length, long offset, long size, long stride) throws Exception {
        PickleWriter pickle = mapping()
                .tensor("0", length, offset, new long[] {size}, new long[] {stride})
                .raw('s');
        assertRefused(file(pickle), "array x");
    }

    @Test
    void sizesWhoseProductOverflowsAreRefused() throws Exception {
        PickleWriter pickle = mapping()
                .tensor("0", 6, 0, new long[] {1L << 32, 1L << 32}, new long[] {0, 0})
                .raw('s');
        assertRefused(file(pickle), "array x");
    }

    @Test
    void shapesAndStridesOfDifferentLengthAreRefused() throws Exception {
        PickleWriter pickle =
                mapping().tensor("0", 6, 0, new long[] {2, 2}, new long[] {1}).raw('s');
        assertRefused(file(pickle), "array x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "../0", "/etc/passwd", ""})
    void aStorageThatIsNotInTheFileIsRefused(String key) throws Exception {
        PickleWriter pickle =
                mapping().tensor(key, 6, 0, new long[] {6}, new long[] {1}).raw('s');
        assertRefused(file(pickle), "missing");
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1, 1", "2, 2, 2, 2", "2, 3, 1, 1", "2, 3, 2, 1", "3, 2, 1, 2"})
    void numbersInSeveralPlacesAtOnceAreRefused(long rows, long columns, long first, long second) throws Exception {
        PickleWriter pickle = mapping()
                .tensor("0", 6, 0, new long[] {rows, columns}, new long[] {first, second})
                .raw('s');
        assertRefused(file(pickle), "several places");
    }

    @Test
    void aDescriptionOfNothingIsRefusedByItsSize() throws Exception {
        PickleWriter pickle = mapping();
        pickle.raw(IntStream.generate(() -> ']').limit(3_000_000).toArray());
        assertRefused(file(pickle), "description");
    }

    @ParameterizedTest
    @CsvSource({"big, big-endian", "'', neither", "littler, neither"})
    void anotherOrderOfBytesIsRefused(String order, String why) throws Exception {
        PickleWriter pickle =
                mapping().tensor("0", 6, 0, new long[] {6}, new long[] {1}).raw('s');
        Path file = PickleWriter.file(
                folder.resolve("x.pt"),
                pickle.stop(),
                SIX_FLOATS,
                ZipEntry.STORED,
                order.getBytes(StandardCharsets.UTF_8));
        assertRefused(file, why);
    }

    /** As nanoGPT saves it: the model among other things, and what it says of itself. */
    @Test
    void aModelAmongOtherThingsIsFound() throws Exception {
        PickleWriter pickle =
                new PickleWriter().raw('}').text("iter_num").whole(5).raw('s');
        pickle.text("model_args")
                .raw('}')
                .text("n_head")
                .whole(12)
                .raw('s')
                .text("bias")
                .raw(0x88, 's', 's');
        pickle.text("model")
                .raw('}')
                .text("x")
                .tensor("0", 6, 0, new long[] {6}, new long[] {1})
                .raw('s', 's');
        try (TensorSource source = TensorFiles.open(file(pickle))) {
            assertThat(source.names()).containsExactly("x");
            assertThat(source.settings()).containsExactly(java.util.Map.entry("n_head", 12L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "version https://git-lfs.github.com/spec/v1, git lfs pull",
        "'<!DOCTYPE html><html>', web page",
        "'\u001f\u008b\b', gunzip",
        "GGUF, llama.cpp",
        "PAR1, Parquet",
        "%PDF-1.4, document",
        "'\u00ff\u00fe{\u0000}\u0000', UTF-16",
        "'{\u0000\"\u0000', UTF-16",
        "'<?xml version=\"1.0\"?><Error>', XML",
        "'<?xml version=\"1.0\"?><html>', web page",
        "'{\"error\": \"none\"}', a file of text",
        "BZh91AY&SY, unpack it first",
        "'\u0089HDF', HDF5",
        "'\u0080\u0004', pickle of Python",
        "'\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.', before 1.6",
        "'', empty"
    })
    void whatLiesInThePlaceOfWeightsIsNamed(String start, String why) throws Exception {
        Path file = Files.write(folder.resolve("model.bin"), start.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, why);
    }

    @Test
    void anOldTarIsNamed() throws Exception {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertRefused(Files.write(folder.resolve("x.pt"), tar), "tar");
    }

    @Test
    void aCompressedEntryIsRefusedWithoutBeingUnpacked() throws Exception {
        PickleWriter pickle = mapping()
                .tensor("0", 1 << 22, 0, new long[] {1 << 22}, new long[] {1})
                .raw('s');
        Path bomb = PickleWriter.file(folder.resolve("x.pt"), pickle.stop(), new byte[1 << 24], ZipEntry.DEFLATED);
        assertThat(bomb.toFile().length()).isLessThan(100_000);
        assertRefused(bomb, "compressed");
    }

    @Test
    void aTextLongerThanTheFileIsRefusedBeforeMemoryIsAskedFor() throws Exception {
        assertRefused(file(new PickleWriter().raw('}', 'X', 0xff, 0xff, 0xff, 0x7f)), "well formed");
    }

    @Test
    void listsWithinListsAreNoKeys() throws Exception {
        PickleWriter pickle = new PickleWriter().raw('}', ']', 'q', 0);
        for (int depth = 0; depth < 60; depth++) { // 2^60 lists, were they to be hashed
            pickle.raw(']', '(', 'h', depth, 'h', depth, 'e', 'q', depth + 1);
        }
        assertRefused(file(pickle.raw('N', 's')), "well formed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "s", "u", "t", "Q", "b", "h\u0005", "NR", "}}R", "(NQ", ")Q", "]](", "}NNs"})
    void nonsenseIsRefused(String instructions) throws Exception {
        PickleWriter pickle = new PickleWriter();
        instructions.chars().forEach(pickle::raw);
        assertThatExceptionOfType(ModelException.class).isThrownBy(() -> TensorFiles.open(file(pickle)));
    }

    @Test
    void aStorageIsNotBuiltByName() throws Exception {
        PickleWriter pickle =
                mapping().global("torch", "FloatStorage").whole(HUGE).raw(0x85, 'R', 's');
        assertRefused(file(pickle), "well formed");
    }
}
