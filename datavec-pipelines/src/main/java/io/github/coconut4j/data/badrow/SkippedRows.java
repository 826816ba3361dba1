package io.github.coconut4j.data.badrow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Leaves bad rows out, counts them, and keeps the first few complaints. */
public final class SkippedRows implements BadRowHandler {
    private static final int TOLD = 10;

    private final List<String> firstComplaints = new ArrayList<>();
    private long count;

    @Override
    public void handle(BadRowException row) {
        count++;
        if (firstComplaints.size() < TOLD) {
            firstComplaints.add(row.getMessage());
        }
    }

    /**
     * Asks another handler first, and counts what that one leaves out.
     *
     * @param first may end reading by throwing, so that the row is not counted
     * @return a handler that is both
     */
    public BadRowHandler after(BadRowHandler first) {
        return row -> {
            first.handle(row);
            handle(row);
        };
    }

    /**
     * How a file is called of which these rows were left out.
     *
     * @param file that was read to its end
     * @return its name without the folder, and the number of rows left out if there are any
     */
    public String nameOf(Path file) {
        String name = file.getFileName().toString();
        return count == 0 ? name : name + " without " + count + (count == 1 ? " bad row" : " bad rows");
    }

    /**
     * Number of rows left out.
     *
     * @return since this was made
     */
    public long count() {
        return count;
    }

    /**
     * Why the first {@value #TOLD} were left out, one sentence each; a last one counts the others.
     *
     * @return in the order of reading; empty if nothing was left out
     */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>(firstComplaints);
        long more = count - complaints.size();
        if (more > 0) {
            complaints.add(more == 1 ? "1 more row." : more + " more rows.");
        }
        return List.copyOf(complaints);
    }
}
