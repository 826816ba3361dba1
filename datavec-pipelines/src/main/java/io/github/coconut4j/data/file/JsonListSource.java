package io.github.coconut4j.data.file;

import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON list of problems, held in memory. */
final class JsonListSource implements ProblemSource {
    private final Path file;
    private final List<Row> rows = new ArrayList<>();
    private final SkippedRows skipped = new SkippedRows();
    private String fingerprint = "";

    private record Row(Problem problem, Place place) {}

    private JsonListSource(Path file) {
        this.file = file;
    }

    static JsonListSource open(Path file, BadRowHandler badRows) {
        JsonListSource source = new JsonListSource(file);
        DigestInputStream bytes = Sha256.over(InputFiles.open(file));
        try (ProblemReader reader = new JsonListReader(file.toString(), bytes)) {
            source.read(reader, source.skipped.after(badRows));
        }
        source.fingerprint = Sha256.text(bytes.getMessageDigest());
        return source;
    }

    private void read(ProblemReader reader, BadRowHandler badRows) {
        while (true) {
            try {
                Optional<Problem> problem = reader.next();
                if (problem.isEmpty()) {
                    return;
                }
                rows.add(new Row(problem.get(), reader.place()));
            } catch (BadRowException e) {
                badRows.handle(e);
            }
        }
    }

    @Override
    public String name() {
        return skipped.nameOf(file);
    }

    @Override
    public long size() {
        return rows.size();
    }

    @Override
    public Problem problem(int epoch, long row) {
        return rows.get(Math.toIntExact(row)).problem();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Place place(long row) {
        return rows.get(Math.toIntExact(row)).place();
    }

    @Override
    public List<String> leftOut() {
        return skipped.complaints();
    }
}
