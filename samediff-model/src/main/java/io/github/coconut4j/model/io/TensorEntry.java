package io.github.coconut4j.model.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One array's line in a safetensors header, checked. */
record TensorEntry(String type, long[] shape, long begin, long end) {
    private static final Map<String, Integer> WIDTHS =
            Map.of("F64", 8, "F32", 4, "F16", 2, "BF16", 2, "I64", 8, "I32", 4);

    static TensorEntry of(Path file, String name, JsonNode node, long available) {
        String type = node.path("dtype").asText();
        Integer width = WIDTHS.get(type);
        if (width == null) {
            throw SafeTensors.broken(
                    file, "array " + name + " has type '" + type + "'; known are " + new TreeSet<>(WIDTHS.keySet()));
        }
        JsonNode sizes = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!sizes.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw SafeTensors.broken(file, "array " + name + " lacks shape or data_offsets");
        }
        long[] shape = new long[sizes.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = count(sizes.get(axis));
        }
        long bytes = bytes(shape, width);
        if (bytes < 0) {
            throw SafeTensors.broken(file, "array " + name + " has the impossible shape " + sizes);
        }
        long begin = count(offsets.get(0));
        long end = count(offsets.get(1));
        if (begin < 0 || end < begin || end > available || end - begin != bytes) {
            throw SafeTensors.broken(
                    file, "array " + name + " of " + bytes + " bytes claims the range " + offsets + " of " + available);
        }
        return new TensorEntry(type, shape, begin, end);
    }

    /** A whole number of 0 or more; -1 for anything else. */
    private static long count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(-1, node.asLong()) : -1;
    }

    /** Bytes of an array; -1 when a size is negative or the product has more than 63 bits. */
    private static long bytes(long[] shape, int width) {
        long bytes = width;
        for (long size : shape) {
            if (size < 0 || Math.multiplyHigh(bytes, size) != 0 || bytes * size < 0) {
                return -1;
            }
            bytes *= size;
        }
        return bytes;
    }

    /** The numbers as an array of their own. */
    INDArray array(ByteBuffer bytes) {
        INDArray array = SafeTensors.uninitialised(arrayType(), shape);
        if (array.length() == 0) {
            return array;
        }
        switch (type) {
            case "F16", "BF16" ->
                widen(bytes, array.data().pointer().asByteBuffer().asFloatBuffer());
            default -> array.data().pointer().asByteBuffer().put(bytes);
        }
        return array;
    }

    private void widen(ByteBuffer bytes, FloatBuffer floats) {
        while (bytes.hasRemaining()) {
            short bits = bytes.getShort();
            floats.put(type.equals("BF16") ? Float.intBitsToFloat(bits << 16) : half(bits));
        }
    }

    /** IEEE 754 half to single precision. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = mantissa * 0x1p-24f;
        } else if (exponent == 31) {
            magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (mantissa << 13));
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    private DataType arrayType() {
        return switch (type) {
            case "F64" -> DataType.DOUBLE;
            case "I64" -> DataType.INT64;
            case "I32" -> DataType.INT32;
            default -> DataType.FLOAT;
        };
    }

    static String name(DataType type) {
        return switch (type) {
            case FLOAT -> "F32";
            case DOUBLE -> "F64";
            case LONG -> "I64";
            case INT -> "I32";
            default -> throw new ModelException("Arrays of type " + type + " have no name in a safetensors file.");
        };
    }
}
