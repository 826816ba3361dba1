package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.internal.report.BandPage;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A finished experiment held against what was expected of it.
 *
 * @param expected what was expected
 * @param folder of the experiment
 * @param verdicts one for each method of which something was expected
 */
public record Reproduction(Expected expected, Path folder, List<Verdict> verdicts) {

    public Reproduction {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Reads the runs of an experiment and writes {@code reproduction.html} beside its report.
     *
     * @param expected means and bands
     * @param experiment that was run again
     * @param folder of its runs
     * @return the verdict on every point
     */
    public static Reproduction of(Expected expected, Experiment experiment, Path folder) {
        List<Verdict> verdicts = new ArrayList<>();
        List<BandPage.Part> parts = new ArrayList<>();
        for (Method method : experiment.methods()) {
            RunFolder run = new RunFolder(experiment.methods().size() == 1 ? folder : folder.resolve(method.name()));
            expected.method(method.name())
                    .map(bands -> Verdict.of(bands, Measured.of(method.name(), run)))
                    .ifPresent(verdict -> {
                        verdicts.add(verdict);
                        parts.add(new BandPage.Part(run, rows(verdict)));
                    });
        }
        Reproduction reproduction = new Reproduction(expected, folder, verdicts);
        BandPage.write(
                reproduction.page(),
                "Reproduction of " + experiment.name() + ", seed " + experiment.seed(),
                reproduction.sentence(),
                expected.note() + " · seeds " + expected.seeds() + " · " + String.join(", ", expected.machines()),
                parts);
        return reproduction;
    }

    /** {@return the page with curves and bands} */
    public Path page() {
        return folder.resolve("reproduction.html");
    }

    /** {@return whether there is something to be judged by, and every point of every method lies in its band} */
    public boolean passed() {
        return judged() && firstOutside().isEmpty();
    }

    /** {@return whether there is something to be judged by: numbers of a paper have no band} */
    public boolean judged() {
        return expected.source() == Expected.Source.MEASURED
                && verdicts.stream().anyMatch(verdict -> !verdict.points().isEmpty());
    }

    /** {@return the first point outside its band, with the name of its method before it} */
    public Optional<String> firstOutside() {
        return verdicts.stream()
                .flatMap(verdict ->
                        verdict.firstOutside().stream().map(point -> verdict.method() + ", " + point.sentence()))
                .findFirst();
    }

    /** {@return the verdict in a sentence} */
    public String sentence() {
        if (!judged()) {
            return "Not judged: these settings have not been measured with this program (" + expected.note() + ").";
        }
        return firstOutside()
                .map(first -> "Left the band: " + first + ".")
                .orElseGet(() -> "Pass: all "
                        + verdicts.stream()
                                .mapToInt(verdict -> verdict.points().size())
                                .sum()
                        + " points of " + verdicts.size() + (verdicts.size() == 1 ? " method" : " methods")
                        + " lie inside the expected bands.");
    }

    private static List<BandPage.Row> rows(Verdict verdict) {
        return verdict.points().stream()
                .map(point -> new BandPage.Row(
                        point.expected().at(),
                        point.expected().stage(),
                        point.share(),
                        point.expected().low(),
                        point.expected().mean(),
                        point.expected().high(),
                        point.place().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
