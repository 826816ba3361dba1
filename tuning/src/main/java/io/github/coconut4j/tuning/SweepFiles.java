package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.tuning.internal.report.SweepPage;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.SweepCandidate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes what follows from the results of a sweep: the leaderboard, the best candidate, the page. */
record SweepFiles(Sweep sweep, SweepFolder folder) implements Consumer<Leaderboard> {

    @Override
    public void accept(Leaderboard leaderboard) {
        WholeFiles.write(folder.leaderboard(), leaderboard.csv());
        leaderboard.best().ifPresent(best -> WholeFiles.write(folder.best(), bestYaml(best.candidate())));
        SweepPage.write(
                folder.page(),
                sweep.name(),
                sweep.toYaml(),
                sweep.over(),
                sweep.score(),
                leaderboard,
                candidate -> new RunFolder(folder.run(candidate)));
    }

    private String bestYaml(SweepCandidate best) {
        Experiment experiment = best.experiment().orElseThrow();
        String settings = best.settings().stream()
                .map(setting -> setting.key() + " " + setting.shown())
                .collect(Collectors.joining(", "));
        return "# The best candidate of %s, number %d: %s%n#%n#   ./coconut train %s%n%n"
                        .formatted(sweep.name(), best.number(), settings, folder.best())
                + experiment.with(List.of("name=" + sweep.name() + "-best")).toYaml();
    }
}
