package io.github.coconut4j.data.file;

import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;

/** Where the good rows of a JSON-lines file stand, and the hash of the file; made in one pass that checks every row. */
final class LineIndex {
    private long[] offsets = new long[1024];
    private int[] lengths = new int[1024];
    private int size;
    private long read;
    private final RowPlaces places = new RowPlaces();
    private String fingerprint = "";

    private LineIndex() {}

    static LineIndex of(Path file, BadRowHandler badRows) {
        LineIndex index = new LineIndex();
        DigestInputStream hashed = Sha256.over(InputFiles.open(file));
        try (InputStream bytes = hashed) {
            index.scan(bytes, file.toString(), badRows);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
        index.fingerprint = Sha256.text(hashed.getMessageDigest());
        return index;
    }

    int size() {
        return size;
    }

    long offset(int row) {
        return offsets[row];
    }

    int length(int row) {
        return lengths[row];
    }

    Place place(int row, String file) {
        return places.of(row, file);
    }

    String fingerprint() {
        return fingerprint;
    }

    private void scan(InputStream bytes, String file, BadRowHandler badRows) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        long lineStart = 0;
        long lineNumber = 1;
        for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (block[i] == '\n') {
                    line.write(block, from, i - from);
                    from = i + 1;
                    check(line, file, lineNumber++, lineStart, badRows);
                    lineStart += line.size() + 1L;
                    line.reset();
                }
            }
            line.write(block, from, count - from);
        }
        check(line, file, lineNumber, lineStart, badRows);
    }

    private void check(
            ByteArrayOutputStream line, String file, long lineNumber, long lineStart, BadRowHandler badRows) {
        byte[] bytes = line.toByteArray();
        if (isBlank(bytes)) {
            return;
        }
        read++;
        try {
            String where = LinesReader.where(file, lineNumber);
            LineFormats.official(decode(bytes, where), where);
        } catch (BadRowException e) {
            badRows.handle(e);
            return;
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
        }
        places.add(size, read, lineNumber);
        offsets[size] = lineStart;
        lengths[size++] = line.size();
    }

    private static boolean isBlank(byte[] text) {
        for (byte character : text) {
            if (character < 0 || character > ' ') {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, String where) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRowException(where + " is not UTF-8.", e);
        }
    }
}
