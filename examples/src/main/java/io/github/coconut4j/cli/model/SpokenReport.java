package io.github.coconut4j.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.analysis.PathFigures;
import io.github.coconut4j.curriculum.analysis.SpokenAfter;
import io.github.coconut4j.curriculum.analysis.report.PathChart;
import io.github.coconut4j.curriculum.analysis.tree.PathOutcome;
import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.report.Chart;
import io.github.coconut4j.data.ProblemSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code evaluate --thoughts A..B} adds for each k.
 *
 * @param thoughts k
 * @param known whether the end of training has shown the model so many; never for an imported one, of which nothing is known
 * @param right number of right answers
 * @param other number of answers that were the other option
 * @param noAnswer number of texts without answer
 * @param problems number of problems
 * @param accuracy share of right answers
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param paths number of problems with a graph in each class of written ways; null where none has a graph
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SpokenReport(
        int thoughts,
        boolean known,
        int right,
        int other,
        int noAnswer,
        int problems,
        double accuracy,
        double low,
        double high,
        Map<String, Integer> paths) {

    static SpokenReport of(SpokenAfter spoken, ProblemSource problems) {
        AnswerCounts counts = AnswerCounts.of(spoken.answers());
        PathFigures ways = spoken.paths(problems);
        Map<String, Integer> paths = new LinkedHashMap<>();
        for (PathOutcome outcome : PathOutcome.values()) {
            paths.put(outcome.name().toLowerCase(Locale.ROOT), ways.outcomes().getOrDefault(outcome, 0));
        }
        return new SpokenReport(
                spoken.thoughts(),
                spoken.known(),
                counts.right(),
                counts.other(),
                counts.none(),
                counts.all(),
                counts.accuracy(),
                counts.interval().low(),
                counts.interval().high(),
                ways.outcomes().isEmpty() ? null : paths);
    }

    /** One table of all models, a line for each k: the classes of ways where the problems have graphs, else those of answers. */
    static List<String> lines(List<ModelAnswers> models, ProblemSource problems) {
        List<List<SpokenReport>> reports = models.stream()
                .map(model -> model.spoken().after().stream()
                        .map(spoken -> of(spoken, problems))
                        .toList())
                .toList();
        List<SpokenReport> all = reports.stream().flatMap(List::stream).toList();
        boolean graphs = all.get(0).paths() != null;
        Table table = new Table(Stream.concat(
                        Stream.of("model", "thoughts", "right"),
                        graphs
                                ? Stream.of(PathOutcome.values()).map(PathOutcome::words)
                                : Stream.of("95 % interval", "other option", "no answer"))
                .toArray(String[]::new));
        for (int model = 0; model < models.size(); model++) {
            String name = models.get(model).name();
            reports.get(model)
                    .forEach(report -> table.add(
                            Stream.concat(Stream.of(name), report.row(graphs)).toArray(String[]::new)));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (graphs) {
            lines.add("Ways as they are written after the thoughts, of the problems with a graph.");
        }
        if (all.stream().anyMatch(line -> !line.known())) {
            lines.add(
                    "(*) so many thoughts the end of its training has not shown the model, as far as is known: it may not stop to think.");
        }
        models.stream()
                .filter(model -> model.spoken().withoutPlaces())
                .forEach(model -> lines.add(model.name() + " has no places for thoughts and was asked without any."));
        return lines;
    }

    private Stream<String> row(boolean graphs) {
        Stream<String> numbers = Stream.of(thoughts + (known ? "" : " (*)"), share(right, problems));
        int drawn = graphs ? paths.values().stream().mapToInt(Integer::intValue).sum() : 0;
        return Stream.concat(
                numbers,
                graphs
                        ? paths.values().stream().map(count -> share(count, drawn))
                        : Stream.of(
                                String.format(Locale.ROOT, "%.1f - %.1f", 100 * low, 100 * high),
                                share(other, problems),
                                share(noAnswer, problems)));
    }

    private static String share(int count, int all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / all);
    }

    /** The classes of ways as stacked bars. */
    static Chart chart(List<ModelAnswers> models, ProblemSource problems) {
        Map<String, List<PathFigures>> paths = new LinkedHashMap<>();
        models.forEach(model -> paths.put(
                models.stream()
                                        .filter(other -> other.folderName().equals(model.folderName()))
                                        .count()
                                == 1
                        ? model.folderName()
                        : model.name(),
                model.spoken().after().stream()
                        .map(spoken -> spoken.paths(problems))
                        .toList()));
        return paths.size() == 1
                ? PathChart.of("paths", paths.values().iterator().next())
                : PathChart.of("paths", paths);
    }
}
