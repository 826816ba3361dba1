package io.github.coconut4j.cli.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.data.Place;
import io.github.coconut4j.data.stats.DataCheck;
import io.github.coconut4j.data.stats.Defect;
import io.github.coconut4j.data.stats.Finding;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code data check --json} prints.
 *
 * @param name of the data set
 * @param rows number of problems
 * @param leftOut what of the file was not read
 * @param withoutSteps problems without a reasoning chain
 * @param notes what is not wrong, but worth knowing
 * @param findings for every defect all problems that have it, those of leaks only if there was another file
 * @param shortcuts accuracy of each rule that does without reasoning; empty if there is no table for such problems
 * @param verdict on the shortcuts; null likewise
 * @param complaints everything that is wrong
 */
record CheckReport(
        String name,
        long rows,
        List<String> leftOut,
        long withoutSteps,
        List<String> notes,
        Map<String, List<FindingReport>> findings,
        List<Shortcut> shortcuts,
        String verdict,
        List<String> complaints) {

    static CheckReport of(DataCheck check) {
        Map<String, List<FindingReport>> findings = new LinkedHashMap<>();
        check.findings().forEach((defect, found) -> findings.put(nameOf(defect), all(found)));
        return new CheckReport(
                check.name(),
                check.rows(),
                check.leftOut(),
                check.withoutSteps(),
                check.notes(),
                findings,
                check.shortcuts().map(ShortcutTable::shortcuts).orElse(List.of()),
                check.shortcuts().map(ShortcutTable::verdict).orElse(null),
                check.complaints());
    }

    private static String nameOf(Defect defect) {
        return defect.name().toLowerCase(Locale.ROOT);
    }

    private static List<FindingReport> all(List<Finding> findings) {
        return findings.stream().map(FindingReport::of).toList();
    }

    /**
     * @param place of the problem
     * @param reason what is wrong with it
     * @param like the problem it is like; null if it is wrong by itself
     */
    record FindingReport(PlaceReport place, String reason, PlaceReport like) {
        static FindingReport of(Finding finding) {
            return new FindingReport(
                    PlaceReport.of(finding.place()),
                    finding.reason(),
                    finding.like().map(PlaceReport::of).orElse(null));
        }
    }

    /**
     * @param file it is in
     * @param problem its number there, from 1
     * @param line at which it begins, from 1
     * @param column at which it begins, in bytes from 1; null unless other problems share the line
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlaceReport(String file, long problem, long line, Long column) {
        static PlaceReport of(Place place) {
            return new PlaceReport(
                    place.source(),
                    place.problem(),
                    place.line().orElseThrow(),
                    place.column().isPresent() ? place.column().getAsLong() : null);
        }
    }
}
