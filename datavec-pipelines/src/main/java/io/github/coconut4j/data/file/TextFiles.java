package io.github.coconut4j.data.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.internal.file.FileKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens files of text that a person named; what lies there instead (an archive, a web page, a pointer of Git LFS) is told by its name. */
public final class TextFiles {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TextFiles() {}

    /**
     * Opens a file behind its byte order mark, if it has one.
     *
     * @param file plain text; one that is packed is refused by its name
     * @return the bytes of the text; to be closed
     * @throws DataException if there is none, it cannot be read, is empty or no text in UTF-8 by its first bytes
     */
    public static InputStream open(Path file) {
        InputStream bytes = InputFiles.open(file);
        try {
            bytes.mark(FileKind.START);
            byte[] start = bytes.readNBytes(FileKind.START);
            FileKind kind = FileKind.of(start);
            if (kind != FileKind.TEXT) {
                throw new DataException(file + " " + kind.told() + ".");
            }
            bytes.reset();
            bytes.skipNBytes(beginsWithMark(start) ? BYTE_ORDER_MARK.length : 0);
            return bytes;
        } catch (IOException e) {
            closeQuietly(bytes);
            throw InputFiles.unreadable(file, e);
        } catch (DataException e) {
            closeQuietly(bytes);
            throw e;
        }
    }

    /**
     * The same for reading line by line, where bytes that are no UTF-8 end it with a {@link CharacterCodingException}.
     *
     * @param file plain text
     * @return at the first line; to be closed
     * @throws DataException as {@link #open(Path)} does
     */
    public static BufferedReader lines(Path file) {
        return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder()));
    }

    private static boolean beginsWithMark(byte[] start) {
        return start.length >= BYTE_ORDER_MARK.length
                && start[0] == BYTE_ORDER_MARK[0]
                && start[1] == BYTE_ORDER_MARK[1]
                && start[2] == BYTE_ORDER_MARK[2];
    }

    private static void closeQuietly(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            // what led here says more
        }
    }
}
