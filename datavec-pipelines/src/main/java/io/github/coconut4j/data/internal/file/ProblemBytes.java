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
                bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
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
        if (e instanceof ZipException) {
            return "it is compressed, and broken";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : "reading failed";
    }

    private static FileKind kind(InputStream bytes) throws IOException {
        bytes.mark(FileKind.START);
        FileKind kind = FileKind.of(bytes.readNBytes(FileKind.START));
        bytes.reset();
        return kind;
    }
}
