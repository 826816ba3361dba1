package io.github.coconut4j.data.internal.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a problem file, unpacked on the way if they are compressed with gzip; rows of Parquet come as JSON lines. */
public final class ProblemBytes {
    private static final int BUFFER = 1 << 16;

    private ProblemBytes() {}

    /**
     * Opens a file of text.
     *
     * @throws DataException if it is missing, cannot be read or is no text
     */
    public static InputStream open(Path file) {
        InputStream bytes = InputFiles.open(file);
        try {
            FileKind packed = kind(bytes);
            if (packed == FileKind.PARQUET) {
                bytes.close();
                return ParquetLines.open(file);
            }
            if (packed == FileKind.GZIP) {
                bytes = new BufferedInputStream(new WholeGzip(bytes), BUFFER);
            }
            FileKind kind = kind(bytes);
            if (kind != FileKind.TEXT) {
                close(file.toString(), bytes);
                throw new DataException(file + " " + kind.told() + ".");
            }
            return bytes;
        } catch (IOException e) {
            close(file.toString(), bytes);
            throw new DataException(file + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /** Whether only reading from the beginning gives the text, since the file does not hold it as it is. */
    public static boolean arePacked(Path file) {
        FileKind kind = FileKind.of(file);
        return kind == FileKind.GZIP || kind == FileKind.PARQUET;
    }

    public static void close(String file, Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + reason(e) + ".", e);
        }
    }

    /** Why bytes do not come, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof EOFException) {
            return "it is compressed, and its end is missing";
        }
        if (WholeGzip.LEFT_OVER.equals(e.getMessage())) {
            return WholeGzip.LEFT_OVER;
        }
        if (e instanceof ZipException) {
            return "it is compressed, and broken";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : "reading failed";
    }

    /** The library ends in silence before a part that it cannot read, as if there were none. Zeros that fill a block are no part. */
    private static final class WholeGzip extends GZIPInputStream {
        static final String LEFT_OVER = "it is compressed, and something that is not lies behind its end";
        private static final int TRAILER = 8;

        WholeGzip(InputStream packed) throws IOException {
            super(packed, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0 && length > 0) {
                requireEnd();
            }
            return count;
        }

        private void requireEnd() throws IOException {
            for (int i = len - Math.max(0, inf.getRemaining() - TRAILER); i < len; i++) {
                if (buf[i] != 0) {
                    throw new ZipException(LEFT_OVER);
                }
            }
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != 0) {
                    throw new ZipException(LEFT_OVER);
                }
            }
        }
    }

    private static FileKind kind(InputStream bytes) throws IOException {
        bytes.mark(FileKind.START);
        FileKind kind = FileKind.of(bytes.readNBytes(FileKind.START));
        bytes.reset();
        return kind;
    }
}
