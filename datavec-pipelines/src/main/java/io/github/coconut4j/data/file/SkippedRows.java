package io.github.coconut4j.data.file;

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

    /** Number of rows left out. */
    public long count() {
        return count;
    }

    /** Why the first ten were left out. */
    public List<String> firstComplaints() {
        return List.copyOf(firstComplaints);
    }
}
