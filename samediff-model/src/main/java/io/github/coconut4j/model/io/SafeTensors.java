package io.github.coconut4j.model.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Files of named arrays in the safetensors format: eight bytes with the header's length, a JSON header (name to type, shape, byte range), then the numbers,
 * little-endian. Nothing in such a file is executed, and every range is checked before it is read.
 */
public final class SafeTensors {
    /** The format's own limit on the header. */
    private static final long LARGEST_HEADER = 100_000_000;

    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SafeTensors() {}

    /**
     * Reads every array of a file. F32, F64, I32 and I64 keep their type, F16 and BF16 become float.
     *
     * @return arrays in the order of the header, c-ordered, owned by the caller
     * @throws ModelException when the file is missing, truncated or no safetensors file
     */
    public static Map<String, INDArray> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("There is no safetensors file " + file + ".");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw broken(file, "it is only " + size + " bytes long");
            }
            long header = map(channel, 0, 8).getLong();
            if (header < 2 || header > LARGEST_HEADER || header > size - 8) {
                throw broken(file, "its header claims " + header + " bytes of " + size);
            }
            JsonNode root = parse(file, map(channel, 8, header));
            Map<String, INDArray> arrays = new LinkedHashMap<>();
            for (Map.Entry<String, TensorEntry> entry :
                    entries(file, root, size - 8 - header).entrySet()) {
                TensorEntry tensor = entry.getValue();
                ByteBuffer bytes = map(channel, 8 + header + tensor.begin(), tensor.end() - tensor.begin());
                arrays.put(entry.getKey(), tensor.array(bytes));
            }
            return arrays;
        } catch (IOException e) {
            throw new ModelException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** The header's lines, every one checked before the first number is read. */
    private static Map<String, TensorEntry> entries(Path file, JsonNode root, long available) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                entries.put(entry.getKey(), TensorEntry.of(file, entry.getKey(), entry.getValue(), available));
            }
        }
        long end = 0;
        for (TensorEntry entry : entries.values().stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList()) {
            if (entry.begin() < end) {
                throw broken(file, "two arrays overlap at byte " + entry.begin());
            }
            end = entry.end();
        }
        return entries;
    }

    /**
     * Writes float, double, int and long arrays. The file appears whole or not at all: it is written beside its place and then renamed.
     *
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
            node.put("dtype", TensorEntry.name(array.dataType()));
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
            throw new ModelException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
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

    private static ByteBuffer map(FileChannel channel, long offset, long length) throws IOException {
        if (length > Integer.MAX_VALUE) {
            throw new IOException("one array is larger than 2 GiB");
        }
        return channel.map(MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static JsonNode parse(Path file, ByteBuffer header) throws IOException {
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        try {
            JsonNode root = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (root == null || !root.isObject()) {
                throw broken(file, "its header is not a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw broken(file, "its header is not JSON (" + e.getOriginalMessage() + ")");
        }
    }

    static ModelException broken(Path file, String why) {
        return new ModelException(
                file + " is not a readable safetensors file: " + why + ". Copy or download it again.");
    }

    static INDArray uninitialised(DataType type, long... shape) {
        return Nd4j.createUninitialized(type, shape, 'c');
    }
}
