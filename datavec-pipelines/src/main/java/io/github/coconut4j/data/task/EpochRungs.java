package io.github.coconut4j.data.task;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A curriculum over the size of problems: the first epochs draw from other sources than the later ones, small problems
 * first. The same epoch and row give the same problem, as from every source.
 *
 * <p>Creating one throws {@link DataException} if a rung has another number of problems an epoch, or other words or symbols, than the top.
 *
 * @param rungs what is drawn first, in order
 * @param top what is drawn in all epochs after them; its vocabulary is that of all
 */
public record EpochRungs(List<Rung> rungs, ProblemSource top) implements ProblemSource {

    /**
     * Some epochs of one kind of problems.
     *
     * <p>Creating one throws {@link DataException} if there is no epoch.
     *
     * @param epochs how many, at least 1
     * @param problems of that kind
     */
    public record Rung(int epochs, ProblemSource problems) {
        public Rung {
            if (epochs < 1) {
                throw new DataException("epochs must be at least 1, not " + epochs + ".");
            }
        }
    }

    public EpochRungs {
        rungs = List.copyOf(rungs);
        for (Rung rung : rungs) {
            ProblemSource problems = rung.problems();
            if (problems.size() != top.size()
                    || !problems.words().equals(top.words())
                    || !problems.symbols().equals(top.symbols())) {
                throw new DataException(
                        "A rung must have as many problems an epoch as what comes after it, and the same vocabulary.");
            }
        }
    }

    @Override
    public String name() {
        return top.name();
    }

    @Override
    public long size() {
        return top.size();
    }

    @Override
    public Problem problem(int epoch, long row) {
        return at(epoch).problem(epoch, row);
    }

    @Override
    public String fingerprint() {
        return rungs.stream()
                .map(rung -> rung.epochs() + " epochs of " + rung.problems().fingerprint() + "; then ")
                .collect(Collectors.joining("", "", top.fingerprint()));
    }

    @Override
    public Optional<List<String>> symbols() {
        return top.symbols();
    }

    @Override
    public Optional<List<String>> words() {
        return top.words();
    }

    @Override
    public boolean isEndless() {
        return top.isEndless();
    }

    private ProblemSource at(int epoch) {
        int first = 0;
        for (Rung rung : rungs) {
            first += rung.epochs();
            if (epoch < first) {
                return rung.problems();
            }
        }
        return top;
    }
}
