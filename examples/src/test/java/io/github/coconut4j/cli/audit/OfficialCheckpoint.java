package io.github.coconut4j.cli.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A file as the official code writes it, {@code torch.save(model.state_dict())}: a zip with a pickle of an ordered dictionary and a storage of floats for each tensor, every
 * name behind {@code base_causallm.}.
 */
final class OfficialCheckpoint {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

    private OfficialCheckpoint() {}

    static void write(Path file, Map<String, INDArray> tensors) throws IOException {
        OfficialCheckpoint written = new OfficialCheckpoint();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "checkpoint/data.pkl", written.pickled(tensors));
            put(zip, "checkpoint/byteorder", "little".getBytes(StandardCharsets.UTF_8));
            int key = 0;
            for (INDArray tensor : tensors.values()) {
                ByteBuffer floats =
                        ByteBuffer.allocate((int) tensor.length() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                floats.asFloatBuffer().put(tensor.dup('c').data().asFloat());
                put(zip, "checkpoint/data/" + key++, floats.array());
            }
        }
    }

    private byte[] pickled(Map<String, INDArray> tensors) {
        raw(0x80, 2).global("collections", "OrderedDict").raw(')', 'R', '(');
        int key = 0;
        for (Map.Entry<String, INDArray> each : tensors.entrySet()) {
            INDArray tensor = each.getValue();
            text("base_causallm." + each.getKey());
            global("torch._utils", "_rebuild_tensor_v2").raw('(');
            raw('(').text("storage").global("torch", "FloatStorage").text(String.valueOf(key++));
            text("cpu").whole(tensor.length()).raw('t', 'Q').whole(0);
            wholes(tensor.shape()).wholes(tensor.dup('c').stride());
            raw(0x89).global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
        }
        raw('u', '.');
        return pickle.toByteArray();
    }

    private OfficialCheckpoint raw(int... instructions) {
        for (int each : instructions) {
            pickle.write(each);
        }
        return this;
    }

    private OfficialCheckpoint global(String module, String name) {
        pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private OfficialCheckpoint text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw('X', utf8.length, 0, 0, 0);
        pickle.writeBytes(utf8);
        return this;
    }

    private OfficialCheckpoint whole(long value) {
        raw('J');
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array());
        return this;
    }

    private OfficialCheckpoint wholes(long... values) {
        raw('(');
        for (long value : values) {
            whole(value);
        }
        return raw('t');
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
