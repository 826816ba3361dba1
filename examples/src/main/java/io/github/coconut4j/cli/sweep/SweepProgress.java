package io.github.coconut4j.cli.sweep;

import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepListener;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.result.Leaderboard;
import io.github.coconut4j.tuning.result.SweepCandidate;
import io.github.coconut4j.tuning.trial.Trial;
import io.github.coconut4j.tuning.trial.TrialResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * Shows how a sweep goes on, on standard error: for a person a table that is drawn again and again in its place, for a file
 * single lines. Candidates trained at once tell it from threads of their own.
 */
final class SweepProgress implements SweepListener, AutoCloseable {
    private static final long REDRAW_NANOS = 250_000_000L;

    private final Console console;
    private final ConsoleProgressBarConsumer terminal;
    private final OpeningProgress opening;
    private final SweepState state = new SweepState();
    private int linesDrawn;
    private boolean ended;
    private long lastDrawn = System.nanoTime();

    SweepProgress(Console console) {
        this.console = console;
        this.opening = new OpeningProgress(console);
        this.terminal = new ConsoleProgressBarConsumer(console.err());
        if (console.interactive()) {
            terminal.getMaxRenderedLength(); // opens it, which sets signals back: before anybody listens to them
        }
    }

    @Override
    public TrainingListener onCheck() {
        return opening;
    }

    @Override
    public void onStarted(Started event) {
        opening.close();
        line(
                "%s: up to %d candidates, %s search, %s, into %s",
                event.sweep().name(),
                event.candidates(),
                event.sweep()
                        .search()
                        .toString()
                        .replaceFirst("Search\\[.*", "")
                        .toLowerCase(Locale.ROOT),
                atATime(event.sweep()),
                event.folder());
        if (event.candidates() < event.sweep().candidates()) {
            line("%d candidates are wanted, the grid has %d.", event.sweep().candidates(), event.candidates());
        }
        state.expect(event.candidates());
    }

    /** Elsewhere than in this process it is for the machines to say how many. */
    private static String atATime(Sweep sweep) {
        return sweep.engine().equals(ArbiterEngine.NAME)
                ? sweep.parallel() + " at a time"
                : "as many at a time as there are executors at " + sweep.master();
    }

    @Override
    public synchronized void onDrawn(SweepCandidate candidate, Leaderboard leaderboard) {
        state.drawn(candidate, leaderboard);
        if (candidate.experiment().isEmpty()) {
            line("candidate %d cannot be trained: %s", candidate.number(), String.join(" ", candidate.problems()));
        }
    }

    @Override
    public synchronized TrainingListener onTrial(Trial trial) {
        state.started(trial.candidate());
        if (!console.interactive()) {
            line("candidate %d begins: %s", trial.candidate(), state.settings(trial.candidate()));
        }
        return new Training(trial.candidate());
    }

    @Override
    public synchronized void onResult(TrialResult result, Leaderboard leaderboard) {
        state.ended(result, leaderboard);
        if (!console.interactive()) {
            line("candidate %d %s; %s", result.candidate(), outcome(result), state.summary());
        }
        draw(true);
    }

    @Override
    public synchronized void onStopped(int stage, List<Integer> candidates, Leaderboard leaderboard) {
        state.stopped(candidates, leaderboard);
        if (!console.interactive() && !candidates.isEmpty()) {
            line(
                    "stopped after stage %d, because others were better there: %s",
                    stage, candidates.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /** A last line; what was drawn stays above it as it is, and nothing is drawn any more. */
    synchronized void last(String line) {
        linesDrawn = 0;
        ended = true;
        console.err().println();
        console.err().println(line);
    }

    @Override
    public synchronized void close() {
        erase();
    }

    private static String outcome(TrialResult result) {
        String accuracy = result.accuracy()
                .map(share -> ": %s %% right".formatted(LeaderboardTable.percent(share)))
                .orElse("");
        return switch (result.outcome()) {
            case FINISHED -> "is finished" + accuracy;
            case PAUSED -> "has ended stage " + result.stage() + accuracy;
            case FAILED -> "failed: " + result.reason();
        };
    }

    private synchronized void line(String format, Object... values) {
        erase();
        console.err().println(String.format(Locale.ROOT, format, values));
    }

    private void erase() {
        if (linesDrawn > 0) {
            console.err().printf("\033[%dA\033[J", linesDrawn);
            console.err().flush();
            linesDrawn = 0;
        }
    }

    private synchronized void draw(boolean now) {
        if (!console.interactive() || ended || (!now && System.nanoTime() - lastDrawn < REDRAW_NANOS)) {
            return;
        }
        erase();
        int width = terminal.getMaxRenderedLength();
        List<String> lines = state.table();
        lines.forEach(text -> console.err().println(text.length() > width ? text.substring(0, width) : text));
        linesDrawn = lines.size();
        lastDrawn = System.nanoTime();
    }

    /** Follows one training. */
    private final class Training implements TrainingListener {
        private final int candidate;
        private final OpeningProgress reading = new OpeningProgress(console);

        Training(int candidate) {
            this.candidate = candidate;
        }

        @Override
        public void onRowRead(RowRead event) {
            if (console.interactive()) {
                synchronized (SweepProgress.this) {
                    state.read(candidate, event.rows());
                }
                draw(false);
            } else {
                reading.onRowRead(event);
            }
        }

        @Override
        public void onStep(StepDone event) {
            synchronized (SweepProgress.this) {
                state.step(candidate, (double) event.step() / event.totalSteps(), event.stage());
            }
            draw(false);
        }

        @Override
        public void onEvaluated(Evaluated event) {
            synchronized (SweepProgress.this) {
                state.accuracy(candidate, event.evaluation().accuracy());
            }
        }
    }
}
