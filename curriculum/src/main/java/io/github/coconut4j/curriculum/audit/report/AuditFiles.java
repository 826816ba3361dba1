package io.github.coconut4j.curriculum.audit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.FinishedWork;
import io.github.coconut4j.curriculum.audit.NecessityPoint;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.audit.further.FurtherReport;
import io.github.coconut4j.curriculum.audit.intervention.InterventionResult;
import io.github.coconut4j.curriculum.audit.intervention.Mean;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.curriculum.report.FiniteOrNull;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files an audit leaves: a page to read, the same as JSON, and its tables as CSV. The same audit writes the same bytes.
 *
 * @param folder they are in
 */
public record AuditFiles(Path folder) {
    private static final JsonMapper JSON =
            ConfigFormat.json().rebuild().addModule(FiniteOrNull.module()).build();

    /**
     * Checks that the files can be written there, before any work is done for them; nothing is made yet.
     *
     * @param folder need not exist
     * @return the files to be
     * @throws CurriculumException if they cannot
     */
    public static AuditFiles in(Path folder) {
        WholeFolders.requireWritable(folder);
        return new AuditFiles(folder);
    }

    /** {@return the page} */
    public Path page() {
        return folder.resolve("audit.html");
    }

    /** {@return where the results of finished experiments are kept} */
    public FinishedWork finished() {
        return new FinishedWork(folder.resolve("finished"));
    }

    /**
     * Writes all of them.
     *
     * @param report of {@link io.github.coconut4j.curriculum.audit.Audit#run}
     * @throws CurriculumException if one cannot be written
     */
    public void write(AuditReport report) {
        write(report, Optional.empty());
    }

    /**
     * Writes all of them, and a table for each further experiment.
     *
     * @param report of {@link io.github.coconut4j.curriculum.audit.Audit#run}
     * @param further experiments beside the verdict, if they were made; their milliseconds are not the same twice
     * @throws CurriculumException if one cannot be written
     */
    public void write(AuditReport report, Optional<FurtherReport> further) {
        List<Exhibit> exhibits = further.map(FurtherReport::exhibits).orElse(List.of());
        WholeFiles.makeFolder(folder);
        WholeFiles.write(
                page(),
                AuditPage.of(
                        report, exhibits, further.map(FurtherReport::leftOut).orElse(List.of())));
        WholeFiles.write(folder.resolve("audit.json"), json(AuditJson.of(report)));
        further.ifPresent(found -> WholeFiles.write(folder.resolve("further.json"), json(FurtherJson.of(found))));
        exhibits.forEach(exhibit -> WholeFiles.write(folder.resolve(exhibit.name() + ".csv"), exhibit.csv()));
        WholeFiles.write(folder.resolve("necessity.csv"), necessity(report.necessity()));
        WholeFiles.write(folder.resolve("interventions.csv"), interventions(report.interventions()));
    }

    private static String json(Record report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a report without JSON", cannotHappen);
        }
    }

    private static String necessity(List<NecessityPoint> points) {
        StringBuilder csv = new StringBuilder("thoughts,right,other,none,agreement,known\n");
        points.forEach(point -> csv.append(String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%.6f,%b\n",
                point.thoughts(),
                point.answers().right(),
                point.answers().other(),
                point.answers().none(),
                point.agreement(),
                point.known())));
        return csv.toString();
    }

    private static String interventions(List<InterventionResult> results) {
        StringBuilder csv = new StringBuilder(
                "operator,thoughts,on,downstream,own,twin,neither,donor,flips,read,kl,kl_low,kl_high,log_right,log_right_low,log_right_high\n");
        results.forEach(result -> csv.append(String.join(
                        ",",
                        result.intervention().operator().name().toLowerCase(Locale.ROOT),
                        result.intervention().scope().toString(),
                        result.intervention().on().name().toLowerCase(Locale.ROOT),
                        result.intervention().downstream().name().toLowerCase(Locale.ROOT),
                        String.valueOf(result.keepsOwn()),
                        String.valueOf(result.followsTwin()),
                        String.valueOf(result.neither()),
                        String.valueOf(result.donors()),
                        String.valueOf(result.flips()),
                        String.valueOf(result.effect().problems()),
                        ends(result.effect().divergence()),
                        ends(result.effect().logRight())))
                .append("\n"));
        return csv.toString();
    }

    private static String ends(Mean mean) {
        return String.format(Locale.ROOT, "%.6f,%.6f,%.6f", mean.mean(), mean.low(), mean.high());
    }
}
