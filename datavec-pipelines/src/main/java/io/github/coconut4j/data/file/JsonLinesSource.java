package io.github.coconut4j.data.file;

import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** JSON lines in any order without holding them: the places of the lines are kept, a row is read when asked for. */
final class JsonLinesSource implements ProblemSource {
    private final Path file;
    private final FileChannel channel;
    private final LineIndex index;
    private final SkippedRows skipped;

    private JsonLinesSource(Path file, SkippedRows skipped, FileChannel channel, LineIndex index) {
        this.file = file;
        this.skipped = skipped;
        this.channel = channel;
        this.index = index;
    }

    static JsonLinesSource open(Path file, BadRowHandler badRows) {
        SkippedRows skipped = new SkippedRows();
        LineIndex index = LineIndex.of(file, skipped.after(badRows));
        try {
            return new JsonLinesSource(file, skipped, FileChannel.open(file), index);
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    @Override
    public String name() {
        return skipped.nameOf(file);
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public Problem problem(int epoch, long row) {
        int number = Math.toIntExact(row);
        ByteBuffer bytes = ByteBuffer.allocate(index.length(number));
        try {
            long at = index.offset(number);
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // read on until the line is complete
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
        return LineFormats.official(
                new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8),
                place(row).toString());
    }

    @Override
    public Place place(long row) {
        return index.place(Math.toIntExact(row), file.toString());
    }

    @Override
    public List<String> leftOut() {
        return skipped.complaints();
    }

    @Override
    public String fingerprint() {
        return index.fingerprint();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
