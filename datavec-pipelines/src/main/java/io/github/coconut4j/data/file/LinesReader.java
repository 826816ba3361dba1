package io.github.coconut4j.data.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads files with one problem on every line, blank lines left out. */
final class LinesReader implements RowReader {
    private static final int LONGEST = 1 << 26;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final InputStream bytes;
    private final LineFormat format;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int filled;
    private long end;
    private long lineNumber;
    private long rows;

    /** @param file how the file is called in complaints */
    LinesReader(String file, InputStream bytes, LineFormat format) {
        this.file = file;
        this.bytes = bytes;
        this.format = format;
    }

    @Override
    public Optional<Problem> next() {
        try {
            while (readLine()) {
                String where = file + ", line " + lineNumber;
                byte[] read = line.toByteArray();
                if (!isBlank(read)) {
                    rows++;
                    return Optional.of(format.problem(decode(read, where), where));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new DataException(
                    file + " cannot be read behind line " + lineNumber + ": " + ProblemBytes.reason(e) + ".", e);
        }
    }

    @Override
    public Place place() {
        return Place.inFile(file, rows, lineNumber);
    }

    @Override
    public Span span() {
        return new Span(end - line.size() - 1, line.size(), 1);
    }

    @Override
    public void close() {
        ProblemBytes.close(file, bytes);
    }

    /** Fills {@link #line} with the next one, without its end; the file's last may lack one, and is taken for longer. */
    private boolean readLine() throws IOException {
        line.reset();
        boolean any = false;
        while (true) {
            if (at == filled) {
                at = 0;
                filled = bytes.read(block);
                if (filled < 0) {
                    filled = 0;
                    break;
                }
            }
            any = true;
            int from = at;
            while (at < filled && block[at] != '\n') {
                at++;
            }
            line.write(block, from, at - from);
            if (line.size() > LONGEST) {
                throw new DataException(file + ", line " + (lineNumber + 1) + " has more than " + (LONGEST >> 20)
                        + " MiB; JSON lines have one problem on every line.");
            }
            if (at < filled) {
                at++;
                break;
            }
        }
        if (any) {
            lineNumber++;
            end += line.size() + 1L;
        }
        return any;
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
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadRowException(where + " is not UTF-8.", e);
        }
    }
}
