package io.github.coconut4j.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One safetensors file, every range of it checked when it is opened. */
final class SafeTensorsFile implements TensorSource {
    /** Fifty times the header of the largest model there is; the format itself would allow for 100 million bytes. */
    private static final long LARGEST_HEADER = 8L << 20;

    private final Path file;
    private final FileChannel channel;
    private final long numbers;
    private final Map<String, TensorEntry> entries;

    private SafeTensorsFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        long size = channel.size();
        if (size < 8) {
            throw broken(file, "it is only " + size + " bytes long");
        }
        long header = NumberType.piece(channel, 0, 8).getLong();
        if (header < 2 || header > size - 8) {
            throw broken(file, "it does not begin with the length of a header that fits into its " + size + " bytes");
        }
        if (header > LARGEST_HEADER) {
            throw broken(file, "its header takes " + header + " bytes, more than that of any model");
        }
        numbers = 8 + header;
        entries = entries(parse(NumberType.piece(channel, 8, (int) header)), size - numbers);
    }

    static SafeTensorsFile open(Path file) {
        byte[] start = ModelFiles.start(file);
        String other = ModelFiles.isText(start) ? "a file of text" : ModelFiles.packed(start);
        if (!other.isEmpty() && !ModelFiles.isSafeTensors(start)) {
            throw new ModelException(file + " is " + other + ", not a safetensors file; copy or download it again.");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new SafeTensorsFile(file, channel);
        } catch (IOException e) {
            close(channel);
            throw ModelFiles.unreadable(file, e);
        } catch (ModelException e) {
            close(channel);
            throw e;
        }
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    @Override
    public INDArray read(String name) {
        TensorEntry entry = entry(name);
        if (!entry.type().isReadable()) {
            throw new ModelException("Array " + name + " of " + file + " is made of " + entry.type()
                    + ", which no parameter can be made of.");
        }
        try {
            if (entry.end() - entry.begin() > Integer.MAX_VALUE) {
                throw broken(file, "one array is larger than 2 GiB");
            }
            return entry.type().read(channel, numbers + entry.begin(), entry.shape());
        } catch (IOException e) {
            throw ModelFiles.unreadable(file, e);
        }
    }

    private TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException(file + " has no array " + name + ".");
        }
        return entry;
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new ModelException("Cannot close a safetensors file: " + e.getMessage() + ".", e);
        }
    }

    /** The header's lines, every one checked before the first number is read. */
    private Map<String, TensorEntry> entries(JsonNode root, long available) {
        Map<String, TensorEntry> found = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals(SafeTensors.METADATA)) {
                found.put(entry.getKey(), TensorEntry.of(file, entry.getKey(), entry.getValue(), available));
            }
        }
        long end = 0;
        for (TensorEntry entry : found.values().stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList()) {
            if (entry.begin() < end) {
                throw broken(file, "two arrays overlap at byte " + entry.begin());
            }
            requireNoHole(end, entry.begin());
            end = entry.end();
        }
        requireNoHole(end, available);
        return found;
    }

    /** By the format every byte belongs to an array: what no array has was cut out of the header, or put behind the file. */
    private void requireNoHole(long end, long next) {
        if (next > end) {
            throw broken(file, "its bytes %d to %d belong to no array".formatted(numbers + end, numbers + next - 1));
        }
    }

    private JsonNode parse(ByteBuffer header) {
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        return JsonObject.of(bytes, file + " is not a readable safetensors file: its header");
    }

    static ModelException broken(Path file, String why) {
        return new ModelException(
                file + " is not a readable safetensors file: " + why + ". Copy or download it again.");
    }
}
