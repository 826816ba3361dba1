package io.github.coconut4j.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.model.bench.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code bench} prints.
 *
 * @param ours this program's figures
 * @param peer the other program's; null without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenchReport(StepResult ours, Peer peer) {
    private static final int SHOWN = 12;

    /**
     * The other program and how we compare: ratios below 1 mean that we are faster.
     *
     * @param stepRatios of each round
     * @param peakResidentBytes most memory that the other program and its children held; 0 where the system does not tell
     * @param memoryRatio our peak over theirs; null where the system does not tell
     */
    record Peer(
            double forwardSeconds,
            double stepSeconds,
            double forwardRatio,
            double stepRatio,
            List<Double> stepRatios,
            long peakResidentBytes,
            Double memoryRatio) {}

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("forward %.4f s, training step %.4f s; %s GFLOP/s, %s %% of what the machine's products reach"
                .formatted(
                        ours.forwardSeconds(),
                        ours.stepSeconds(),
                        Figures.of(ours.gigaflops()),
                        Figures.of(100 * ours.peakShare())));
        lines.add("%,d parameters; %d plans hold %s, the process held at most %s"
                .formatted(
                        ours.parameters(),
                        ours.plans(),
                        Figures.mebibytes(ours.planBytes()),
                        Figures.mebibytes(ours.peakResidentBytes())));
        lines.add("a step makes %d arrays and leaves %d bytes off-heap"
                .formatted(ours.arraysPerStep(), ours.offHeapBytesPerStep()));
        Table table = new Table("op", "share of a step");
        ours.ops().entrySet().stream()
                .limit(SHOWN)
                .forEach((Map.Entry<String, Double> op) ->
                        table.add(op.getKey(), "%.1f %%".formatted(100 * op.getValue())));
        lines.addAll(table.lines());
        if (peer != null) {
            lines.add(
                    "peer: forward %.4f s, training step %.4f s".formatted(peer.forwardSeconds(), peer.stepSeconds()));
            lines.add("ours / peer: forward %.2f, training step %.2f (rounds %s)"
                    .formatted(
                            peer.forwardRatio(),
                            peer.stepRatio(),
                            peer.stepRatios().stream().map("%.2f"::formatted).toList()));
            if (peer.memoryRatio() != null) {
                lines.add("memory at most: peer %,d MiB, ours / peer %.2f"
                        .formatted(peer.peakResidentBytes() >> 20, peer.memoryRatio()));
            }
        }
        return lines;
    }
}
