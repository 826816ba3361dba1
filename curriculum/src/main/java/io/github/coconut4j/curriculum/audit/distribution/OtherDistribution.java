package io.github.coconut4j.curriculum.audit.distribution;

import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.evaluation.Interval;
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
        for (OtherDistribution each : distributions) {
            AnswerCounts answers = each.answers;
            bars = bars.with("right", each.problems, answers.accuracy())
                    .with("the other option", each.problems, answers.otherShare())
                    .with("no answer", each.problems, answers.noneShare());
        }
        return Exhibit.of(
                "distributions",
                "On other problems",
                "The same problems written otherwise, with more places to think than in training, and other files that were named. A wrong choice and a broken text are "
                        + "different failures.",
                distributions,
                List.of(
                        Column.words("problems", OtherDistribution::problems),
                        Column.count("how many", each -> each.answers.all()),
                        Column.percent("right", each -> each.answers.accuracy()),
                        Column.words("95 % interval", each -> percents(each.answers.interval())),
                        Column.percent("other option", each -> each.answers.otherShare()),
                        Column.percent("no answer", each -> each.answers.noneShare())),
                bars);
    }

    private static String percents(Interval interval) {
        return String.format(Locale.ROOT, "%.1f – %.1f", 100 * interval.low(), 100 * interval.high());
    }
}
