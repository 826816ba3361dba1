package io.github.coconut4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("method", "accuracy", "tokens");
        table.add("cot", "7.5 %", "49.4");
        table.add("coconut", "100.0 %", "8");

        assertThat(table.lines())
                .containsExactly(
                        "method   accuracy  tokens", //
                        "cot         7.5 %    49.4",
                        "coconut   100.0 %       8");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        Table table = new Table("method", "accuracy");

        assertThatThrownBy(() -> table.add("cot")).hasMessageContaining("1 cells for 2 columns");
    }
}
