package io.github.coconut4j.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One array's line in a safetensors header, checked. */
record TensorEntry(NumberType type, long[] shape, long begin, long end) {

    static TensorEntry of(Path file, String name, JsonNode node, long available) {
        String typeName = node.path("dtype").asText();
        Optional<NumberType> type = Arrays.stream(NumberType.values())
                .filter(known -> known.name().equals(typeName))
                .findFirst();
        if (type.isEmpty()) {
            throw SafeTensorsFile.broken(
                    file, "array " + name + " has type '" + typeName + "'; known are " + List.of(NumberType.values()));
        }
        JsonNode sizes = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!sizes.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw SafeTensorsFile.broken(file, "array " + name + " lacks shape or data_offsets");
        }
        long[] shape = new long[sizes.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = count(sizes.get(axis));
        }
        long bytes = type.get().bytes(shape);
        if (bytes < 0) {
            throw SafeTensorsFile.broken(file, "array " + name + " has the impossible shape " + sizes);
        }
        long begin = count(offsets.get(0));
        long end = count(offsets.get(1));
        if (begin < 0 || end < begin || end > available || end - begin != bytes) {
            throw SafeTensorsFile.broken(
                    file, "array " + name + " of " + bytes + " bytes claims the range " + offsets + " of " + available);
        }
        return new TensorEntry(type.get(), shape, begin, end);
    }

    /** A whole number of 0 or more; -1 for anything else. */
    private static long count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(-1, node.asLong()) : -1;
    }
}
