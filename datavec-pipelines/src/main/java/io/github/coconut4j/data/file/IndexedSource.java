package io.github.coconut4j.data.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.badrow.BadRowException;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;
import io.github.coconut4j.data.internal.file.ProblemBytes;
import io.github.coconut4j.data.internal.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The rows of a file in any order without holding them: where they stand is kept, a row is read when asked for. */
final class IndexedSource implements ProblemSource {
    private final Path file;
    private final FileChannel channel;
    private final RowIndex index = new RowIndex();
    private final SkippedRows skipped = new SkippedRows();
    private final ReadingNotes notes = new ReadingNotes();
    private String fingerprint = "";

    private IndexedSource(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Reads the whole file once, checks every row and keeps its place.
     *
     * @param list whether it is one JSON list instead of JSON lines
     * @param progress is told how many rows were read so far
     */
    static IndexedSource open(Path file, boolean list, BadRowHandler badRows, LongConsumer progress) {
        IndexedSource source = new IndexedSource(file, channel(file));
        DigestInputStream bytes = Sha256.over(ProblemBytes.open(file));
        RowFormat format = source.notes.around(Rows::checked);
        try (RowReader reader = ProblemFiles.rows(file.toString(), bytes, list, format)) {
            source.read(reader, source.skipped.after(badRows), progress);
        } catch (DataException e) {
            source.close();
            throw e;
        }
        source.fingerprint = Sha256.text(bytes.getMessageDigest());
        return source;
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
                // read on until the row is complete
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return Rows.line(text, place(row).toString(), Rows::problem);
    }

    @Override
    public Place place(long row) {
        return index.place(Math.toIntExact(row), file.toString());
    }

    @Override
    public List<String> leftOut() {
        return notes.added(skipped.complaints());
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        ProblemBytes.close(file.toString(), channel);
    }

    private void read(RowReader reader, BadRowHandler badRows, LongConsumer progress) {
        for (long read = 1; ; read++) {
            try {
                Optional<Problem> problem = reader.next();
                if (problem.isEmpty()) {
                    return;
                }
                index.add(reader.span(), reader.place());
            } catch (BadRowException e) {
                badRows.handle(e);
            }
            progress.accept(read);
        }
    }

    /** A compressed file, or Parquet, has no places, so it is unpacked into a temporary one, which goes when the source is closed. */
    private static FileChannel channel(Path file) {
        try {
            if (!ProblemBytes.arePacked(file)) {
                return FileChannel.open(file);
            }
            Path unpacked = Files.createTempFile("coconut-", ".json");
            try (InputStream bytes = ProblemBytes.open(file)) {
                Files.copy(bytes, unpacked, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | DataException e) {
                Files.delete(unpacked);
                throw e;
            }
            return FileChannel.open(unpacked, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new DataException(file + " cannot be unpacked: " + ProblemBytes.reason(e) + ".", e);
        }
    }
}
