package io.github.coconut4j.cli.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * A bar with what there is to say beside it, the most important first; what does not fit into the line is left out as a whole. The bar takes
 * what room is left.
 */
final class BarRenderer implements ProgressBarRenderer {
    private static final int SHORTEST_BAR = 10;
    private static final String GAP = "  ";

    @Override
    public String render(ProgressState state, int width) {
        double share = state.getMax() == 0 ? 0 : Math.min(1.0, (double) state.getCurrent() / state.getMax());
        StringBuilder beside = new StringBuilder();
        String head = String.format(Locale.ROOT, "%s %3.0f%% ", state.getTaskName(), Math.floor(100 * share));
        for (String detail : details(state)) {
            int room = width - head.length() - SHORTEST_BAR - 2 - beside.length();
            if (!detail.isEmpty() && GAP.length() + detail.length() <= room) {
                beside.append(GAP).append(detail);
            }
        }
        int length = Math.max(0, width - head.length() - 2 - beside.length());
        int full = (int) (share * length);
        return head + '[' + "=".repeat(full) + " ".repeat(length - full) + ']' + beside;
    }

    private static List<String> details(ProgressState state) {
        long here = state.getCurrent() - state.getStart();
        double seconds = state.getElapsedAfterStart().toMillis() / 1e3;
        boolean known = here > 0 && seconds > 0;
        return List.of(
                state.getExtraMessage().strip(),
                known ? left(seconds / here * (state.getMax() - state.getCurrent())) : "",
                known ? String.format(Locale.ROOT, "%.0f ex/s", here / seconds) : "",
                state.getCurrent() + "/" + state.getMax() + " ex");
    }

    private static String left(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(Math.max(0, seconds)));
        return left.toHours() > 0
                ? String.format(
                        Locale.ROOT, "%d:%02d:%02d left", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d left", left.toMinutes(), left.toSecondsPart());
    }
}
