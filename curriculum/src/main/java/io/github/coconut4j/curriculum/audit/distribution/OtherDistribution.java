package io.github.coconut4j.curriculum.audit.distribution;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Answers on problems of another distribution (experiment E7).
 *
 * @param problems of what kind
 * @param answers their outcomes
 */
public record OtherDistribution(String problems, AnswerCounts answers) {

    /**
     * {@return the exhibit with several side by side}
     *
     * @param distributions of one model
     */
    public static Exhibit exhibit(List<OtherDistribution> distributions) {
        Bars bars = Bars.shares("share of the problems");
        List<List<String>> rows = new ArrayList<>();
        for (OtherDistribution each : distributions) {
            AnswerCounts answers = each.answers;
            bars = bars.with("right", each.problems, answers.accuracy())
                    .with("the other option", each.problems, answers.otherShare())
                    .with("no answer", each.problems, answers.noneShare());
            rows.add(List.of(
                    each.problems,
                    String.format(Locale.ROOT, "%,d", answers.all()),
                    Exhibit.percent(answers.accuracy()),
                    String.format(
                            Locale.ROOT,
                            "%.1f – %.1f",
                            100 * answers.interval().low(),
                            100 * answers.interval().high()),
                    Exhibit.percent(answers.otherShare()),
                    Exhibit.percent(answers.noneShare())));
        }
        return new Exhibit(
                "distributions",
                "On other problems",
                "The same problems written otherwise, with more places to think than in training, and other files that were named. A wrong choice and a broken text are "
                        + "different failures.",
                List.of("problems", "how many", "right", "95 % interval", "other option", "no answer"),
                rows,
                bars);
    }
}
