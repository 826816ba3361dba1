package io.github.coconut4j.cli.bench;

import io.github.coconut4j.model.bench.StepResult;
import java.util.ArrayList;
import java.util.List;

/** The rounds of a benchmark: ours and the peer's in turn, so that both meet the same mood of the machine. */
final class BenchRounds {
    private final List<Double> forward = new ArrayList<>();
    private final List<Double> step = new ArrayList<>();
    private final List<PeerProgram.Times> peer = new ArrayList<>();

    void ours(double forwardSeconds, double stepSeconds) {
        forward.add(forwardSeconds);
        step.add(stepSeconds);
    }

    void peers(PeerProgram.Times times) {
        peer.add(times);
    }

    /**
     * {@return the round just measured, in a line}
     *
     * @param rounds there will be
     */
    String last(int rounds) {
        double ours = step.get(step.size() - 1);
        double theirs = peer.get(peer.size() - 1).stepSeconds();
        return "round %d of %d: training step %.4f s, the peer's %.4f s, ratio %.2f"
                .formatted(peer.size(), rounds, ours, theirs, ours / theirs);
    }

    double forwardSeconds() {
        return median(forward);
    }

    double stepSeconds() {
        return median(step);
    }

    BenchReport report(StepResult result) {
        if (peer.isEmpty()) {
            return new BenchReport(result, null);
        }
        List<Double> forwardRatios = new ArrayList<>();
        List<Double> stepRatios = new ArrayList<>();
        for (int round = 0; round < peer.size(); round++) {
            forwardRatios.add(forward.get(round) / peer.get(round).forwardSeconds());
            stepRatios.add(step.get(round) / peer.get(round).stepSeconds());
        }
        long theirs = peer.stream()
                .mapToLong(PeerProgram.Times::peakResidentBytes)
                .max()
                .orElse(0);
        BenchReport.Peer other = new BenchReport.Peer(
                median(peer.stream().map(PeerProgram.Times::forwardSeconds).toList()),
                median(peer.stream().map(PeerProgram.Times::stepSeconds).toList()),
                median(forwardRatios),
                median(stepRatios),
                stepRatios,
                theirs,
                theirs > 0 ? (double) result.peakResidentBytes() / theirs : null);
        return new BenchReport(result, other);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
