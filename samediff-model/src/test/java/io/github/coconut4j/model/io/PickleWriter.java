package io.github.coconut4j.model.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles instruction by instruction, true or not, and puts them into files like PyTorch's. */
public final class PickleWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleWriter() {
        raw(0x80, 2);
    }

    PickleWriter raw(int... instructions) {
        for (int each : instructions) {
            bytes.write(each);
        }
        return this;
    }

    PickleWriter global(String module, String name) {
        bytes.write('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write('X');
        bytes.writeBytes(little(4, utf8.length));
        bytes.writeBytes(utf8);
        return this;
    }

    /** A whole number of up to eight bytes. */
    PickleWriter whole(long value) {
        raw(0x8a, 8);
        bytes.writeBytes(little(8, value));
        return this;
    }

    PickleWriter wholes(long... values) {
        raw('(');
        for (long value : values) {
            whole(value);
        }
        return raw('t');
    }

    /** {@code _rebuild_tensor_v2} of a storage of floats. */
    PickleWriter tensor(String key, long length, long offset, long[] shape, long[] strides) {
        return tensor("FloatStorage", key, length, offset, shape, strides);
    }

    private PickleWriter tensor(String storage, String key, long length, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").raw('(');
        raw('(').text("storage").global("torch", storage).text(key).text("cpu").whole(length);
        raw('t', 'Q').whole(offset).wholes(shape).wholes(strides);
        return raw(0x89).global("collections", "OrderedDict").raw(')', 'R').raw('t', 'R');
    }

    byte[] stop() {
        raw('.');
        return bytes.toByteArray();
    }

    /**
     * Writes what {@code torch.save(state_dict)} does, with the numbers of all tensors one behind the other in one storage.
     *
     * @param storage class of PyTorch, such as {@code HalfStorage}
     */
    public static void stateDict(Path file, String storage, Map<String, long[]> shapes, byte[] numbers)
            throws IOException {
        long length = shapes.values().stream().mapToLong(PickleWriter::length).sum();
        PickleWriter pickle =
                new PickleWriter().global("collections", "OrderedDict").raw(')', 'R', '(');
        long offset = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            long[] shape = tensor.getValue();
            long[] strides = new long[shape.length];
            Arrays.setAll(strides, axis -> length(Arrays.copyOfRange(shape, axis + 1, shape.length)));
            pickle.text(tensor.getKey()).tensor(storage, "0", length, offset, shape, strides);
            offset += length(shape);
        }
        file(file, pickle.raw('u').stop(), numbers, ZipEntry.STORED);
    }

    private static long length(long... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** A file like PyTorch's with this pickle and one storage, {@code 0}. */
    static Path file(Path file, byte[] pickle, byte[] storage, int method) throws IOException {
        return file(file, pickle, storage, method, "little".getBytes(StandardCharsets.UTF_8));
    }

    /** The same with what the file says of the order of its bytes. */
    static Path file(Path file, byte[] pickle, byte[] storage, int method, byte[] order) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "any/data.pkl", pickle, ZipEntry.STORED);
            put(zip, "any/byteorder", order, ZipEntry.STORED);
            put(zip, "any/data/0", storage, method);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] little(int width, long value) {
        byte[] eight = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return Arrays.copyOf(eight, width);
    }
}
