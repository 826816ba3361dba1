package io.github.coconut4j.cli;

import io.github.coconut4j.data.stats.DataCheck;
import io.github.coconut4j.data.stats.Shortcut;
import io.github.coconut4j.data.stats.ShortcutTable;
import java.util.List;

/**
 * What {@code data check --json} prints.
 *
 * @param name of the data set
 * @param rows number of problems
 * @param withoutSteps problems without a reasoning chain
 * @param repeated questions that came before
 * @param unanswerable graph problems without a right option
 * @param brokenGraphs problems whose graph cannot be read
 * @param leaked questions that the other file has as well; null if there is none
 * @param shortcuts accuracy of each rule that never looks at who is asked; empty if it is not about graphs
 * @param verdict on the shortcuts; null if it is not about graphs
 * @param complaints everything that is wrong
 */
record CheckReport(
        String name,
        long rows,
        long withoutSteps,
        long repeated,
        long unanswerable,
        long brokenGraphs,
        Long leaked,
        List<Shortcut> shortcuts,
        String verdict,
        List<String> complaints) {

    static CheckReport of(DataCheck check) {
        return new CheckReport(
                check.name(),
                check.rows(),
                check.withoutSteps(),
                check.repeated(),
                check.unanswerable(),
                check.brokenGraphs(),
                check.leaked().orElse(null),
                check.shortcuts().map(ShortcutTable::shortcuts).orElse(List.of()),
                check.shortcuts().map(ShortcutTable::verdict).orElse(null),
                check.complaints());
    }
}
