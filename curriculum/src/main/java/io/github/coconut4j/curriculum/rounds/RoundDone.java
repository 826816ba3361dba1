package io.github.coconut4j.curriculum.rounds;

import java.util.List;

/**
 * What all workers made of a round.
 *
 * @param workers results, by the workers' numbers
 * @param bytes of weights and moments that have travelled, there and back; 0 within one process
 * @param computing seconds that went into steps: those of the slowest where workers compute side by side, of all where one after the other
 */
public record RoundDone(List<WorkerRound> workers, long bytes, double computing) {

    public RoundDone {
        workers = List.copyOf(workers);
    }
}
