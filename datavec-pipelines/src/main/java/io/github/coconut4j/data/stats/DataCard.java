package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.internal.stats.DataNotes;
import io.github.coconut4j.data.internal.stats.QuestionIndex;
import io.github.coconut4j.data.internal.stats.QuestionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told about the data when a training starts, in a few lines: size, steps, hash, overlap of the splits, and how
 * far one gets without reasoning. Generators, which have no end, are judged by their first problems.
 *
 * @param lines the card
 */
public record DataCard(List<String> lines) {
    private static final long READ_OF_FILES = 100_000;
    private static final long READ_OF_GENERATORS = 2_000;
    private static final long READ_FOR_SHORTCUTS = 2_000;

    public DataCard {
        lines = List.copyOf(lines);
    }

    /**
     * The card of a training set and the set that is held out from it.
     *
     * @param training of which endless ones are judged by their beginning
     * @param heldOut of the same kind
     * @return a few lines
     */
    public static DataCard of(ProblemSource training, ProblemSource heldOut) {
        List<String> lines = new ArrayList<>();
        DataNotes notes = new DataNotes();
        lines.add(describe("train", training, notes));
        lines.add(describe("held out", heldOut, new DataNotes()));
        Stream.of(training, heldOut)
                .flatMap(source -> source.leftOut().stream())
                .forEach(reason -> lines.add("left out   " + reason));
        notes.sentences().forEach(note -> lines.add("note       " + note));
        lines.add("overlap    " + overlap(training, heldOut));
        ShortcutTable.of(training, READ_FOR_SHORTCUTS).ifPresent(table -> lines.add("shortcuts  " + table.verdict()));
        return new DataCard(lines);
    }

    private static String overlap(ProblemSource training, ProblemSource heldOut) {
        QuestionIndex trained = QuestionIndex.of(training, read(training));
        long questions = 0;
        long facts = 0;
        for (long row = 0; row < read(heldOut); row++) {
            QuestionKey key = QuestionKey.of(heldOut.problem(0, row));
            boolean leaked = trained.sameQuestion(key).isPresent();
            questions += leaked ? 1 : 0;
            facts += !leaked && trained.sameFacts(key).isPresent() ? 1 : 0;
        }
        List<String> found = new ArrayList<>();
        if (questions > 0) {
            found.add(String.format(Locale.ROOT, "%,d held-out questions are trained on", questions));
        }
        if (facts > 0) {
            found.add(
                    String.format(Locale.ROOT, "%,d ask something else about the facts of a training problem", facts));
        }
        String overlap = found.isEmpty() ? "none" : String.join(", ", found);
        return read(training) == training.size()
                ? overlap
                : String.format(Locale.ROOT, "%s, of the first %,d", overlap, read(training));
    }

    /** How many problems of a source are looked at. */
    private static long read(ProblemSource source) {
        return Math.min(source.size(), source.isEndless() ? READ_OF_GENERATORS : READ_OF_FILES);
    }

    private static String describe(String role, ProblemSource source, DataNotes notes) {
        Histogram steps = new Histogram();
        for (long row = 0; row < read(source); row++) {
            Problem problem = source.problem(0, row);
            steps.add(problem.steps().size());
            notes.look(problem, source.place(row));
        }
        String shares = steps.counts().keySet().stream()
                .map(count -> String.format(Locale.ROOT, "%d: %.0f %%", count, 100 * steps.share(count)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-9s  %s, %,d problems, steps %s, %s",
                role,
                source.name(),
                source.size(),
                shares,
                source.fingerprint());
    }
}
