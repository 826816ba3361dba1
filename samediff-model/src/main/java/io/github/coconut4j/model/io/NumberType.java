package io.github.coconut4j.model.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How the numbers of a file are written, little-endian, under the names of the safetensors format. */
enum NumberType {
    F64(8, DataType.DOUBLE),
    F32(4, DataType.FLOAT),
    F16(2, DataType.FLOAT),
    BF16(2, DataType.FLOAT),
    I64(8, DataType.INT64),
    I32(4, DataType.INT32),
    I16(2, null),
    I8(1, null),
    U8(1, null),
    BOOL(1, null);

    /** Bytes read at once: a whole number of numbers of every width. */
    private static final int PIECE = 1 << 20;

    private final int width;
    private final DataType array;

    NumberType(int width, DataType array) {
        this.width = width;
        this.array = array;
    }

    /** Bytes of one number. */
    int width() {
        return width;
    }

    /** Whether such numbers can be read; the others (masks, for instance) may lie in a file, but nothing here asks for them. */
    boolean isReadable() {
        return array != null;
    }

    static Optional<NumberType> of(DataType type) {
        return switch (type) {
            case FLOAT -> Optional.of(F32);
            case DOUBLE -> Optional.of(F64);
            case LONG -> Optional.of(I64);
            case INT -> Optional.of(I32);
            default -> Optional.empty();
        };
    }

    /** Bytes of an array; -1 when a size is negative or the product has more than 63 bits. */
    long bytes(long[] shape) {
        long bytes = width;
        for (long size : shape) {
            if (size < 0 || Math.multiplyHigh(bytes, size) != 0 || bytes * size < 0) {
                return -1;
            }
            bytes *= size;
        }
        return bytes;
    }

    /** An array of its own, c-ordered, of exactly these numbers; half precisions become float. */
    INDArray read(ByteBuffer bytes, long... shape) {
        INDArray result = Nd4j.createUninitialized(array, shape, 'c');
        if (result.length() > 0) {
            copy(bytes, result.data().pointer().asByteBuffer());
            HostArrays.written(result);
        }
        return result;
    }

    /** The same, of bytes of a file. They are not mapped: Windows lets nobody replace or delete a file that is, and it stays so until its garbage is collected. */
    INDArray read(FileChannel channel, long offset, long... shape) throws IOException {
        INDArray result = Nd4j.createUninitialized(array, shape, 'c');
        if (result.length() > 0) {
            ByteBuffer target = result.data().pointer().asByteBuffer();
            long end = offset + bytes(shape);
            for (long at = offset; at < end; at += PIECE) {
                copy(piece(channel, at, (int) Math.min(PIECE, end - at)), target);
            }
            HostArrays.written(result);
        }
        return result;
    }

    /** Bytes of a file, which must be there. */
    static ByteBuffer piece(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private void copy(ByteBuffer bytes, ByteBuffer target) {
        if (width == 2) {
            FloatBuffer floats = target.asFloatBuffer();
            widen(bytes, floats);
            target.position(target.position() + floats.position() * Float.BYTES);
        } else {
            target.put(bytes);
        }
    }

    private void widen(ByteBuffer bytes, FloatBuffer floats) {
        while (bytes.hasRemaining()) {
            short bits = bytes.getShort();
            floats.put(this == BF16 ? Float.intBitsToFloat(bits << 16) : half(bits));
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
}
