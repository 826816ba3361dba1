package io.github.coconut4j.model.internal.memory;

import io.github.coconut4j.model.OutOfPlanMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for the intermediate values of plans that never run at the same time: one block per type, as large as the largest plan asked for. Closing it ends every
 * plan that lives in it.
 */
public final class Arena implements AutoCloseable {
    /** Buffers start at multiples of this many elements: a cache line of floats. */
    private static final long ALIGNMENT = 16;

    /** A buffer and the elements it takes, {@code begin} to before {@code end}. */
    private record Placed(Buffer buffer, long begin, long end) {}

    private final LongSupplier limit;
    private final Map<DataType, INDArray> current = new HashMap<>();
    private final List<INDArray> all = new ArrayList<>();

    /** Memory of any size. */
    public Arena() {
        this(() -> Long.MAX_VALUE);
    }

    /**
     * Memory of limited size.
     *
     * @param limit most bytes it may hold; asked whenever it grows
     */
    public Arena(LongSupplier limit) {
        this.limit = limit;
    }

    /** Bytes held. */
    public long bytes() {
        return all.stream()
                .mapToLong(array -> array.length() * array.dataType().width())
                .sum();
    }

    /**
     * Gives every buffer its memory. Buffers that are never in use at the same time may share it; the largest are placed first, each at the lowest free offset.
     *
     * @return bytes needed
     */
    public long place(List<Buffer> buffers) {
        long bytes = 0;
        Map<DataType, List<Buffer>> byType = new HashMap<>();
        buffers.forEach(buffer ->
                byType.computeIfAbsent(buffer.type(), type -> new ArrayList<>()).add(buffer));
        for (Map.Entry<DataType, List<Buffer>> entry : byType.entrySet()) {
            Map<Buffer, Long> offsets = new HashMap<>();
            long length = pack(entry.getValue(), offsets);
            INDArray block = reserve(entry.getKey(), length);
            offsets.forEach((buffer, offset) -> buffer.place(block, offset));
            bytes += length * entry.getKey().width();
        }
        return bytes;
    }

    private static long pack(List<Buffer> buffers, Map<Buffer, Long> offsets) {
        List<Placed> placed = new ArrayList<>(); // by offset
        List<Buffer> largestFirst = new ArrayList<>(buffers);
        largestFirst.sort(Comparator.comparingLong(Buffer::length).reversed());
        long total = 0;
        for (Buffer buffer : largestFirst) {
            long size = aligned(buffer);
            long at = 0;
            for (Placed other : placed) {
                if (other.begin >= at + size) {
                    break;
                }
                if (buffer.meets(other.buffer)) {
                    at = Math.max(at, other.end);
                }
            }
            offsets.put(buffer, at);
            insert(placed, new Placed(buffer, at, at + size));
            total = Math.max(total, at + size);
        }
        return total;
    }

    private static void insert(List<Placed> placed, Placed added) {
        int low = 0;
        int high = placed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (placed.get(middle).begin <= added.begin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        placed.add(low, added);
    }

    private static long aligned(Buffer buffer) {
        return (Math.max(1, buffer.length()) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private INDArray reserve(DataType type, long length) {
        INDArray block = current.get(type);
        if (block == null || block.length() < length) {
            long wanted = length * type.width();
            long most = limit.getAsLong();
            if (wanted > most - bytes()) {
                throw OutOfPlanMemory.onEachStream(wanted, most - bytes(), most);
            }
            block = Nd4j.create(type, length);
            current.put(type, block);
            all.add(block);
        }
        return block;
    }

    @Override
    public void close() {
        all.forEach(INDArray::close);
        all.clear();
        current.clear();
    }
}
