package io.github.coconut4j.curriculum.audit.ladder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.audit.AnswerCounts;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The files of a ladder, beside its runs: a page, the same as JSON, and its two tables as CSV. The same ladder writes the same bytes.
 *
 * @param folder the ladder was climbed in
 */
public record LadderFiles(Path folder) {
    private static final JsonMapper JSON = ConfigFormat.json();

    /** {@code ladder.json}, where an unknown chance is null. */
    private record Content(
            String experiment,
            List<Long> seeds,
            int problems,
            Double chance,
            List<RungResult> rungs,
            List<RungGain> gains) {}

    /** {@return the page} */
    public Path page() {
        return folder.resolve("ladder.html");
    }

    /**
     * Writes all of them.
     *
     * @param report of {@link Ladder#climb}
     * @throws io.github.coconut4j.curriculum.CurriculumException if one cannot be written
     */
    public void write(LadderReport report) {
        WholeFiles.write(page(), LadderPage.of(report));
        WholeFiles.write(folder.resolve("ladder.json"), json(report));
        WholeFiles.write(folder.resolve("rungs.csv"), rungs(report));
        WholeFiles.write(folder.resolve("gains.csv"), gains(report));
    }

    private static String json(LadderReport report) {
        Content content = new Content(
                report.experiment(),
                report.seeds(),
                report.problems(),
                report.chance().isPresent() ? report.chance().getAsDouble() : null,
                report.rungs(),
                report.gains());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a report without JSON", cannotHappen);
        }
    }

    /** A line for each model. */
    private static String rungs(LadderReport report) {
        StringBuilder csv = new StringBuilder("rung,method,seed,right,other,none\n");
        for (RungResult rung : report.rungs()) {
            for (int i = 0; i < report.seeds().size(); i++) {
                AnswerCounts counts = rung.seeds().get(i);
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%d,%d\n",
                        name(rung.rung()),
                        rung.method(),
                        report.seeds().get(i),
                        counts.right(),
                        counts.other(),
                        counts.none()));
            }
        }
        return csv.toString();
    }

    private static String gains(LadderReport report) {
        StringBuilder csv = new StringBuilder("from,to,gain,low,high\n");
        report.gains()
                .forEach(gain -> csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%.6f,%.6f,%.6f\n",
                        name(gain.from()),
                        name(gain.to()),
                        gain.gain(),
                        gain.interval().low(),
                        gain.interval().high())));
        return csv.toString();
    }

    private static String name(Rung rung) {
        return rung.name().toLowerCase(Locale.ROOT);
    }
}
