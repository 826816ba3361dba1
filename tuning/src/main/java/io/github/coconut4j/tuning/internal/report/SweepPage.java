package io.github.coconut4j.tuning.internal.report;

import io.github.coconut4j.curriculum.evaluation.Evaluation;
import io.github.coconut4j.curriculum.report.Pages;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.space.Setting;
import io.github.coconut4j.tuning.trial.Score;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes {@code sweep.html}. The page needs nothing else: charts are inlined, there are no scripts. */
public final class SweepPage {
    private SweepPage() {}

    /**
     * Writes the page of a sweep, finished or not.
     *
     * @param file to write
     * @param name of the sweep
     * @param settings its YAML
     * @param over what is searched
     * @param score what candidates are ranked by
     * @param leaderboard of all candidates
     * @param runs the run of each candidate; its report is linked once it is there
     */
    public static void write(
            Path file,
            String name,
            String settings,
            List<Parameter> over,
            Score score,
            Leaderboard leaderboard,
            IntFunction<RunFolder> runs) {
        List<Standing> finished = leaderboard.standings().stream()
                .filter(standing -> standing.status() == Standing.Status.FINISHED)
                .toList();
        Groups colours = colours(leaderboard.standings());
        Optional<Map<String, Double>> importance = Importance.of(leaderboard);
        List<Curve> curves = leaderboard.standings().stream()
                .map(standing -> standing.candidate().number())
                .map(number -> Curve.of(number, runs.apply(number)))
                .filter(curve -> !curve.points().isEmpty())
                .toList();
        OptionalDouble validation = chance(leaderboard.standings(), TrialResult::validation);
        WholeFiles.write(
                file,
                Pages.fill(
                        Pages.resource(SweepPage.class, "sweep.html"),
                        Map.ofEntries(
                                Map.entry("style", Pages.style()),
                                Map.entry("title", Pages.escape(name)),
                                Map.entry("lead", lead(leaderboard)),
                                Map.entry(
                                        "pareto",
                                        SweepCharts.pareto(
                                                Pareto.points(leaderboard),
                                                colours,
                                                chance(finished, TrialResult::test))),
                                Map.entry(
                                        "leaderboard",
                                        table(leaderboard, number -> link(file, runs.apply(number), number))),
                                Map.entry(
                                        "importance",
                                        importance.map(SweepPage::importance).orElse("")),
                                Map.entry(
                                        "scatters", scatters(over, finished, colours, chanceScore(score, validation))),
                                Map.entry("curves", SweepCharts.curves(curves, colours, validation)),
                                Map.entry("settings", Pages.escape(settings)))));
    }

    /** All candidates of a sweep that search no data are asked the same problems; where some are not, no line holds for all. */
    private static OptionalDouble chance(List<Standing> standings, Function<TrialResult, Evaluation> asked) {
        List<OptionalDouble> all = standings.stream()
                .flatMap(standing -> standing.result().stream())
                .flatMap(result -> Stream.ofNullable(asked.apply(result)))
                .map(Evaluation::chance)
                .distinct()
                .toList();
        return all.size() == 1 ? all.get(0) : OptionalDouble.empty();
    }

    /** Guessing takes no known number of tokens, so its score is known only where they cost nothing. */
    private static OptionalDouble chanceScore(Score score, OptionalDouble chance) {
        return score.pricePerToken() == 0 ? chance : OptionalDouble.empty();
    }

    private static String link(Path page, RunFolder run, int candidate) {
        Path report = run.report();
        return Files.isRegularFile(report)
                ? "<a href=\"%s\">%d</a>"
                        .formatted(
                                Pages.escape(page.toAbsolutePath()
                                        .getParent()
                                        .relativize(report.toAbsolutePath())
                                        .toString()
                                        .replace('\\', '/')),
                                candidate)
                : Integer.toString(candidate);
    }

    private static Groups colours(List<Standing> standings) {
        boolean none =
                standings.isEmpty() || standings.get(0).candidate().settings().isEmpty();
        return none
                ? new Groups(
                        "candidate",
                        List.of("0"),
                        standings.stream()
                                .collect(Collectors.toMap(one -> one.candidate().number(), one -> 0)))
                : Groups.of(0, standings);
    }

    private static String lead(Leaderboard leaderboard) {
        long finished = count(leaderboard, Standing.Status.FINISHED);
        String counts = "%d of %d candidates finished, %d stopped early, %d failed"
                .formatted(
                        finished,
                        leaderboard.standings().size(),
                        count(leaderboard, Standing.Status.STOPPED),
                        count(leaderboard, Standing.Status.FAILED));
        return leaderboard
                .best()
                .map(best -> "Best: <b>%s</b> with %s · %s"
                        .formatted(
                                Pages.percent(best.result().orElseThrow().test().accuracy()),
                                Pages.escape(best.candidate().settings().stream()
                                        .map(setting -> setting.key() + " " + setting.rounded())
                                        .collect(Collectors.joining(", "))),
                                counts))
                .orElse(counts);
    }

    private static long count(Leaderboard leaderboard, Standing.Status status) {
        return leaderboard.standings().stream()
                .filter(standing -> standing.status() == status)
                .count();
    }

    private static String importance(Map<String, Double> shares) {
        return """
                <h2>What matters</h2>
                <p>The share of the scores' variance that each parameter explains by itself: between the means of its values, \
                over the whole (the main effect of an analysis of variance, η²; many different numbers are put into four \
                groups). What is left to 100 %% is interplay of the parameters, and chance. Finished candidates only.</p>
                <figure>%s</figure>
                """
                .formatted(SweepCharts.importance(shares));
    }

    private static String scatters(
            List<Parameter> over, List<Standing> finished, Groups colours, OptionalDouble chance) {
        if (finished.isEmpty()) {
            return "";
        }
        return IntStream.range(0, over.size())
                .mapToObj(place -> "<figure>%s</figure>"
                        .formatted(SweepCharts.scatter(over.get(place), place, finished, colours, chance)))
                .collect(Collectors.joining("\n"));
    }

    private static String table(Leaderboard leaderboard, IntFunction<String> links) {
        String keys = leaderboard.standings().stream()
                .limit(1)
                .flatMap(standing -> standing.candidate().settings().stream())
                .map(setting -> "<th scope=\"col\">%s</th>".formatted(Pages.escape(setting.key())))
                .collect(Collectors.joining());
        String rows = leaderboard.standings().stream()
                .map(standing -> row(standing, links.apply(standing.candidate().number())))
                .collect(Collectors.joining());
        return """
                <thead><tr><th scope="col">candidate</th>%s<th scope="col">status</th><th scope="col">score</th>\
                <th scope="col">test</th><th scope="col">95 %% interval</th><th scope="col">thoughts</th>\
                <th scope="col">new tokens</th><th scope="col">seconds</th></tr></thead>
                <tbody>
                %s</tbody>
                """
                .formatted(keys, rows);
    }

    /** @param candidate its number as HTML */
    private static String row(Standing standing, String candidate) {
        Optional<TrialResult> result = standing.result();
        Optional<Evaluation> test = result.flatMap(last -> Optional.ofNullable(last.test()));
        Optional<Evaluation> last =
                test.or(() -> result.flatMap(unfinished -> Optional.ofNullable(unfinished.validation())));
        String settings =
                standing.candidate().settings().stream().map(SweepPage::cell).collect(Collectors.joining());
        String status = standing.status() == Standing.Status.STOPPED
                ? "stopped " + standing.note()
                : standing.status().toString();
        return "<tr title=\"%s\"><th scope=\"row\">%s</th>%s%s%s%s%s%s%s%s</tr>%n"
                .formatted(
                        Pages.escape(standing.note()),
                        candidate,
                        settings,
                        cell(Pages.escape(status)),
                        cell(standing.score().map(Pages::percent).orElse("–")),
                        cell(test.map(one -> "<b>" + Pages.percent(one.accuracy()) + "</b>")
                                .orElse("–")),
                        cell(test.map(one -> Pages.percent(one.interval().low()) + " – "
                                        + Pages.percent(one.interval().high()))
                                .orElse("–")),
                        cell(last.map(one -> decimal(one.thoughts())).orElse("–")),
                        cell(last.map(one -> decimal(one.newTokens())).orElse("–")),
                        cell(result.map(one -> String.format(Locale.ROOT, "%.0f", one.seconds()))
                                .orElse("–")));
    }

    /** Rounded; the exact value appears where the pointer rests. */
    private static String cell(Setting setting) {
        return "<td title=\"%s\">%s</td>".formatted(Pages.escape(setting.shown()), Pages.escape(setting.rounded()));
    }

    private static String cell(String html) {
        return "<td>" + html + "</td>";
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
