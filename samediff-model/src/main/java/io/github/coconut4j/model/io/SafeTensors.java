package io.github.coconut4j.model.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Files of named arrays in the safetensors format: eight bytes with the header's length, a JSON header (name to type, shape, byte range), then the numbers,
 * little-endian. Nothing in such a file is executed, and every range is checked before it is read.
 */
public final class SafeTensors {
    static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafeTensors() {}

    /**
     * Reads every array of a file. F32, F64, I32 and I64 keep their type, F16 and BF16 become float.
     *
     * @param file in the format of safetensors
     * @return arrays in the order of the header, c-ordered, owned by the caller
     * @throws ModelException when the file is missing, truncated or no safetensors file
     */
    public static Map<String, INDArray> read(Path file) {
        try (TensorSource source = SafeTensorsFile.open(file)) {
            Map<String, INDArray> arrays = new LinkedHashMap<>();
            source.names().forEach(name -> arrays.put(name, source.read(name)));
            return arrays;
        }
    }

    /**
     * Writes float, double, int and long arrays. The file appears whole or not at all: it is written beside its place and then renamed.
     *
     * @param file replaced when it is there
     * @param arrays by name
     * @throws ModelException when the file cannot be written
     */
    public static void write(Path file, Map<String, INDArray> arrays) {
        ObjectNode header = JSON.createObjectNode();
        header.putObject(METADATA).put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, INDArray> entry : arrays.entrySet()) {
            INDArray array = entry.getValue();
            long bytes = array.length() * array.dataType().width();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", name(array.dataType()));
            var shape = node.putArray("shape");
            for (long dimension : array.shape()) {
                shape.add(dimension);
            }
            node.putArray("data_offsets").add(offset).add(offset + bytes);
            offset += bytes;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                writeHeader(channel, header);
                for (INDArray array : arrays.values()) {
                    writeNumbers(channel, array);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ModelException.failed("write", file, e);
        }
    }

    private static String name(DataType type) {
        return NumberType.of(type)
                .map(NumberType::name)
                .orElseThrow(
                        () -> new ModelException("Arrays of type " + type + " have no name in a safetensors file."));
    }

    private static void writeHeader(FileChannel channel, ObjectNode header) throws IOException {
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + 7) / 8 * 8; // numbers start at a multiple of eight, as other writers have it
        ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        writeFully(channel, buffer.flip());
    }

    private static void writeNumbers(FileChannel channel, INDArray array) throws IOException {
        INDArray dense = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        HostArrays.read(dense);
        ByteBuffer bytes = dense.data().pointer().asByteBuffer();
        if (dense.length() > 0) {
            writeFully(
                    channel,
                    bytes.slice(
                            0, Math.toIntExact(dense.length() * dense.dataType().width())));
        }
        if (dense != array) {
            dense.close();
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
