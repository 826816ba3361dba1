package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.internal.stats.Answerability;
import io.github.coconut4j.data.internal.stats.DataNotes;
import io.github.coconut4j.data.internal.stats.QuestionIndex;
import io.github.coconut4j.data.internal.stats.QuestionKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Goes through a data set and collects what is wrong with its problems. */
final class DefectSearch {
    private final ProblemSource source;
    private final Map<Defect, List<Finding>> findings = new EnumMap<>(Defect.class);
    private final DataNotes notes = new DataNotes();

    DefectSearch(ProblemSource source) {
        this.source = source;
        lookFor(Defect.CONTRADICTORY, Defect.REPEATED, Defect.UNANSWERABLE, Defect.UNREADABLE);
        Map<UUID, Long> seen = new HashMap<>();
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            follow(row, problem);
            Long first = seen.putIfAbsent(QuestionKey.of(problem).question(), row);
            if (first != null) {
                Problem before = source.problem(0, first);
                found(
                        hasSameAnswer(problem, before) ? Defect.REPEATED : Defect.CONTRADICTORY,
                        Finding.like(source.place(row), asksTheSame(problem, before), source.place(first)));
            }
        }
    }

    /** Also collects what is in another data set as well. */
    void compareWith(ProblemSource other) {
        lookFor(Defect.LEAKED, Defect.FACTS_LEAKED);
        QuestionIndex others = QuestionIndex.of(other, other.size());
        for (long row = 0; row < source.size(); row++) {
            Problem problem = source.problem(0, row);
            QuestionKey key = QuestionKey.of(problem);
            Optional<Long> leaked = others.sameQuestion(key);
            Optional<Long> twin = others.sameFacts(key);
            if (leaked.isPresent()) {
                String reason = asksTheSame(problem, other.problem(0, leaked.get()));
                found(Defect.LEAKED, Finding.like(source.place(row), reason, other.place(leaked.get())));
            } else if (twin.isPresent()) {
                found(
                        Defect.FACTS_LEAKED,
                        Finding.like(source.place(row), "has the facts of", other.place(twin.get())));
            }
        }
    }

    ProblemSource source() {
        return source;
    }

    DataNotes notes() {
        return notes;
    }

    Map<Defect, List<Finding>> findings() {
        return findings;
    }

    private void lookFor(Defect... defects) {
        List.of(defects).forEach(defect -> findings.put(defect, new ArrayList<>()));
    }

    private void follow(long row, Problem problem) {
        try {
            notes.look(problem, source.place(row));
            Answerability.complaint(problem)
                    .ifPresent(reason -> found(Defect.UNANSWERABLE, Finding.alone(source.place(row), reason)));
        } catch (DataException unreadable) {
            found(Defect.UNREADABLE, Finding.alone(source.place(row), "cannot be read: " + unreadable.getMessage()));
        }
    }

    private static String asksTheSame(Problem problem, Problem before) {
        return hasSameAnswer(problem, before) ? "asks the same as" : "has another answer to the question of";
    }

    /** As answers are judged: commas and surrounding blanks do not count. */
    private static boolean hasSameAnswer(Problem a, Problem b) {
        return a.answer()
                .replace(",", "")
                .strip()
                .equals(b.answer().replace(",", "").strip());
    }

    private void found(Defect defect, Finding finding) {
        findings.get(defect).add(finding);
    }
}
