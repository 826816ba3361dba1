package io.github.coconut4j.data.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.EpochRungs.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochRungsTest {
    private static final int ROWS = 30;

    private final ProsQa task = ProsQa.prosQa().balanced(true).hops(4, 4);
    private final ProblemSource top = task.problems(ROWS, 1);

    @Test
    void theFirstEpochsDrawFromTheRungsInTurn() {
        ProblemSource small = task.concepts(8).hops(2, 2).problems(ROWS, 1);
        ProblemSource middle = task.concepts(12).hops(3, 3).problems(ROWS, 1);
        ProblemSource rungs = new EpochRungs(List.of(new Rung(2, small), new Rung(1, middle)), top);

        assertThat(hops(rungs, 0)).isEqualTo(2);
        assertThat(hops(rungs, 1)).isEqualTo(2);
        assertThat(hops(rungs, 2)).isEqualTo(3);
        assertThat(hops(rungs, 3)).isEqualTo(4);
        assertThat(hops(rungs, 99)).isEqualTo(4);
        assertThat(rungs.problem(1, 7)).isEqualTo(small.problem(1, 7)).isNotEqualTo(rungs.problem(0, 7));
        assertThat(rungs.problem(3, 7)).isEqualTo(top.problem(3, 7));
        assertThat(rungs.words()).isEqualTo(top.words());
    }

    @Test
    void theFingerprintTellsRungsApart() {
        ProblemSource small = task.concepts(8).hops(2, 2).problems(ROWS, 1);

        assertThat(new EpochRungs(List.of(new Rung(2, small)), top).fingerprint())
                .startsWith("2 epochs of ")
                .isNotEqualTo(new EpochRungs(List.of(new Rung(1, small)), top).fingerprint());
    }

    @Test
    void anotherVocabularyOrNumberOfRowsIsRefused() {
        for (ProblemSource other : List.of(
                task.form(FactForm.SYMBOLS).problems(ROWS, 1),
                task.renamed(true).problems(ROWS, 1),
                task.problems(ROWS + 1, 1))) {
            assertThatThrownBy(() -> new EpochRungs(List.of(new Rung(1, other)), top))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("same vocabulary");
        }
        assertThatThrownBy(() -> new Rung(0, top)).hasMessageContaining("epochs must be at least 1, not 0");
    }

    /** The only length of the steps of an epoch. */
    private static int hops(ProblemSource source, int epoch) {
        int hops = source.problem(epoch, 0).steps().size();
        for (long row = 1; row < ROWS; row++) {
            assertThat(source.problem(epoch, row).steps()).hasSize(hops);
        }
        return hops;
    }
}
