package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.overview.RunOverview;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.RunLock;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepFolder;
import io.github.coconut4j.tuning.SweepResult;
import io.github.coconut4j.tuning.result.Standing;
import io.github.coconut4j.tuning.result.SweepCandidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep among the runs: how far it is, and its candidates with what they were given.
 *
 * @param folder of the sweep
 * @param result what it has come to so far; empty if its files cannot be read
 * @param failure why they cannot, empty if they can
 */
public record SweepRuns(SweepFolder folder, Optional<SweepResult> result, String failure) {
    /** Sweeps lie in a folder of runs, but no deeper. */
    private static final int DEPTH = 3;

    /** The sweep in a folder, if there is one. */
    public static Optional<SweepRuns> at(Path path) {
        SweepFolder folder = new SweepFolder(path);
        if (!folder.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SweepRuns(folder, Optional.of(Sweep.look(path)), ""));
        } catch (CurriculumException broken) {
            return Optional.of(new SweepRuns(folder, Optional.empty(), broken.getMessage()));
        }
    }

    /** The sweeps in a folder and what lies below it, by path; what cannot be read is left out, the runs name it. */
    public static List<SweepRuns> in(Path root) {
        List<SweepRuns> sweeps = new ArrayList<>();
        collect(root, DEPTH, sweeps);
        return List.copyOf(sweeps);
    }

    private static void collect(Path folder, int depth, List<SweepRuns> sweeps) {
        Optional<SweepRuns> sweep = at(folder);
        if (sweep.isPresent()) {
            sweeps.add(sweep.get());
        } else if (depth > 0 && !new RunFolder(folder).exists()) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(Files::isDirectory).sorted().forEach(entry -> collect(entry, depth - 1, sweeps));
            } catch (IOException | UncheckedIOException unreadable) {
                return;
            }
        }
    }

    /** The sweep that a run is a candidate of, if it is one. */
    public static Optional<SweepRuns> around(Path run) {
        return Stream.iterate(run.toAbsolutePath().getParent(), Objects::nonNull, Path::getParent)
                .limit(2)
                .flatMap(folder -> at(folder).stream())
                .findFirst();
    }

    /** Whether a run is one of its candidates. */
    public boolean holds(Path run) {
        return absolute(run).startsWith(absolute(folder.path()));
    }

    /** The candidate that a run belongs to, if it does. */
    public Optional<SweepCandidate> candidate(Path run) {
        return result.stream()
                .flatMap(found -> found.leaderboard().standings().stream())
                .map(Standing::candidate)
                .filter(candidate -> absolute(run).equals(absolute(folder.run(candidate.number()))))
                .findFirst();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** How it stands in a line, and a table of its candidates, the best first. */
    public List<String> lines(List<RunOverview> runs) {
        List<String> lines = new ArrayList<>();
        lines.add("sweep " + folder.path() + ": " + state());
        result.ifPresent(found -> lines.addAll(table(found, runs).lines()));
        return lines;
    }

    private String state() {
        if (result.isEmpty()) {
            return "broken, " + failure;
        }
        List<Standing> standings = result.get().leaderboard().standings();
        long done = standings.stream()
                .filter(standing -> standing.status() != Standing.Status.WAITING)
                .count();
        String state = RunLock.isHeld(folder.path()) ? "running" : done == standings.size() ? "finished" : "stopped";
        String best = result.get()
                .leaderboard()
                .best()
                .map(standing -> ", best test %s %% (%s)"
                        .formatted(
                                LeaderboardTable.percent(
                                        standing.result().orElseThrow().test().accuracy()),
                                LeaderboardTable.settings(standing.candidate())))
                .orElse("");
        return "%s, %d of %d candidates done%s".formatted(state, done, standings.size(), best);
    }

    private Table table(SweepResult found, List<RunOverview> runs) {
        Map<Path, RunOverview> byFolder =
                runs.stream().collect(Collectors.toMap(RunOverview::folder, Function.identity(), (one, same) -> one));
        Table table = new Table("settings", "candidate", "state", "stage", "epoch", "best of stage", "test");
        for (Standing standing : found.leaderboard().standings()) {
            Optional<RunOverview> run = Optional.ofNullable(
                    byFolder.get(folder.run(standing.candidate().number())));
            table.add(
                    LeaderboardTable.settings(standing.candidate()),
                    Integer.toString(standing.candidate().number()),
                    state(standing, run),
                    run.map(known -> known.stage() + "/" + known.finalStage()).orElse(""),
                    run.map(known -> known.epoch() + "/" + known.epochs()).orElse(""),
                    percent(run.flatMap(RunOverview::best)),
                    percent(run.flatMap(RunOverview::test)));
        }
        return table;
    }

    /** A candidate that waits may have begun. */
    private static String state(Standing standing, Optional<RunOverview> run) {
        return switch (standing.status()) {
            case WAITING ->
                run.map(known -> known.state().name().toLowerCase(Locale.ROOT)).orElse("waiting");
            case STOPPED -> "stopped " + standing.note();
            case FINISHED, FAILED -> standing.status().toString();
        };
    }

    private static String percent(Optional<Double> share) {
        return share.map(value -> LeaderboardTable.percent(value) + " %").orElse("");
    }
}
