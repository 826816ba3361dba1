package io.github.coconut4j.data.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Leaves bad rows out, counts them, and keeps the first few complaints. */
public final class SkippedRows implements BadRowHandler {
    private static final int KEPT = 10;

    private final List<String> firstComplaints = new ArrayList<>();
    private long count;

    @Override
    public void handle(BadRowException row) {
        count++;
        if (firstComplaints.size() < KEPT) {
            firstComplaints.add(row.getMessage());
        }
    }

    /** Asks another handler first, and counts what that one leaves out. */
    BadRowHandler after(BadRowHandler first) {
        return row -> {
            first.handle(row);
            handle(row);
        };
    }

    /** How a file is called of which these rows were left out. */
    String nameOf(Path file) {
        String name = file.getFileName().toString();
        return count == 0 ? name : name + " without " + count + (count == 1 ? " bad row" : " bad rows");
    }

    /** Number of rows left out. */
    public long count() {
        return count;
    }

    /** Why the first ten were left out. */
    public List<String> firstComplaints() {
        return List.copyOf(firstComplaints);
    }
}
