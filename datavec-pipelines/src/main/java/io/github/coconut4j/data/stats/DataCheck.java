package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.ProblemSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a data set is fit to train on.
 *
 * @param name of the data set
 * @param rows number of problems
 * @param leftOut what of the file was not read, one sentence each
 * @param withoutSteps problems without a reasoning chain
 * @param notes what is not wrong, but worth knowing, one sentence each
 * @param findings every problem with which something is wrong, in the order of the rows; for leaks, a key is there only
 *     if there was another data set to compare with
 * @param shortcuts how far one gets without reasoning; empty if it is not about graphs or statements
 */
public record DataCheck(
        String name,
        long rows,
        List<String> leftOut,
        long withoutSteps,
        List<String> notes,
        Map<Defect, List<Finding>> findings,
        Optional<ShortcutTable> shortcuts) {
    private static final long READ_FOR_SHORTCUTS = 20_000;

    public DataCheck {
        Map<Defect, List<Finding>> copy = new EnumMap<>(Defect.class);
        findings.forEach((defect, found) -> copy.put(defect, List.copyOf(found)));
        findings = Collections.unmodifiableMap(copy);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /**
     * Checks a data set on its own.
     *
     * @param source of which every row is read
     * @return without a key for leaks
     */
    public static DataCheck of(ProblemSource source) {
        return of(new DefectSearch(source));
    }

    /**
     * Checks a data set, and whether its questions or facts are in another, which must be kept apart from it.
     *
     * @param source of which every row is read
     * @param other of which every row is read
     * @return with a key for leaks, even if there are none
     */
    public static DataCheck against(ProblemSource source, ProblemSource other) {
        DefectSearch search = new DefectSearch(source);
        search.compareWith(other);
        return of(search);
    }

    private static DataCheck of(DefectSearch search) {
        ProblemSource source = search.source();
        return new DataCheck(
                source.name(),
                source.size(),
                source.leftOut(),
                search.notes().withoutSteps(),
                search.notes().sentences(),
                search.findings(),
                ShortcutTable.of(source, READ_FOR_SHORTCUTS));
    }

    /**
     * Problems with one defect; none if there was nothing to compare with.
     *
     * @param defect of any kind
     * @return in the order of the rows
     */
    public List<Finding> findings(Defect defect) {
        return findings.getOrDefault(defect, List.of());
    }

    /**
     * One sentence for everything that is wrong; empty if nothing is. Shortcuts are not wrong, only worth knowing.
     *
     * @return at most one for each {@link Defect}
     */
    public List<String> complaints() {
        return findings.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().sentence(entry.getValue().size()))
                .toList();
    }
}
