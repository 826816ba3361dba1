package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.List;
import java.util.Locale;

/**
 * How often a chain of nodes, one from the best few of each thought, follows the facts from the root to an option (experiment E12).
 *
 * @param right to the right option, of the problems whose right option the model prefers; NaN if there are none
 * @param wrong to the other option, of those whose other option it prefers
 * @param control to the right option, in the thoughts of another problem
 * @param rightCount problems whose right option it prefers
 * @param wrongCount those whose other option it prefers
 */
public record TraceRates(double right, double wrong, double control, int rightCount, int wrongCount) {

    /** {@return the exhibit that shows it} */
    public Exhibit exhibit() {
        return new Exhibit(
                "trace",
                "Verified traces",
                "A chain of nodes, one from the three best of each thought, whose neighbours are facts of the problem and which leads from the root to an option. The control "
                        + "looks for the right chain in another problem's thoughts.",
                List.of("thoughts", "problems", "with a verified trace"),
                List.of(
                        row("its own, right option preferred", rightCount, right),
                        row("its own, other option preferred", wrongCount, wrong),
                        row("another problem's", rightCount + wrongCount, control)),
                Bars.shares("with a verified trace")
                        .with("traces", "right preferred", right)
                        .with("traces", "other preferred", wrong)
                        .with("traces", "another problem's", control));
    }

    private static List<String> row(String name, int count, double share) {
        return List.of(name, String.format(Locale.ROOT, "%,d", count), Exhibit.percent(share));
    }
}
