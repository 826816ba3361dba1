package io.github.coconut4j.data.file;

import io.github.coconut4j.data.Place;
import java.util.Arrays;

/**
 * Where the good rows of a file stand: 12 bytes a row, and a few more where lines and numbers do not simply count on,
 * behind bad rows and blank lines or where rows have different numbers of lines.
 */
final class RowIndex {
    private long[] offsets = new long[1024];
    private int[] lengths = new int[1024];
    private int size;

    private Run[] runs = new Run[16];
    private int runCount;

    /**
     * Rows whose numbers follow each other, and whose lines grow by the same step.
     *
     * @param row the first of them
     * @param problem its number in the file, from 1
     * @param line its line, from 1
     * @param step from one row's line to the next one's; 0 if all are on one line
     * @param lineStart offset at which that line begins
     */
    private record Run(int row, int problem, int line, int step, long lineStart) {
        private static final int UNKNOWN = -1;

        boolean goesOnWith(int next, Place place) {
            int after = next - row;
            return problem + after == place.problem()
                    && (step == UNKNOWN
                            || line + (long) step * after == place.line().orElseThrow());
        }
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

    /** Rows are added in their order. */
    void add(RowReader.Span span, Place place) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size + (size >> 1));
            lengths = Arrays.copyOf(lengths, size + (size >> 1));
        }
        addPlace(place, span.offset() - span.column() + 1);
        offsets[size] = span.offset();
        lengths[size++] = span.length();
    }

    Place place(int row, String file) {
        int low = 0;
        int high = runCount - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (runs[middle].row() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Run run = runs[low];
        int after = row - run.row();
        long problem = (long) run.problem() + after;
        return run.step() == 0
                ? Place.inLine(file, problem, run.line(), offsets[row] - run.lineStart() + 1)
                : Place.inFile(file, problem, run.line() + (long) Math.max(0, run.step()) * after);
    }

    private void addPlace(Place place, long lineStart) {
        int line = (int) place.line().orElseThrow();
        Run last = runCount == 0 ? null : runs[runCount - 1];
        if (last != null && last.goesOnWith(size, place)) {
            if (last.step() == Run.UNKNOWN) {
                runs[runCount - 1] =
                        new Run(last.row(), last.problem(), last.line(), line - last.line(), last.lineStart());
            }
            return;
        }
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        runs[runCount++] = new Run(size, (int) place.problem(), line, Run.UNKNOWN, lineStart);
    }
}
