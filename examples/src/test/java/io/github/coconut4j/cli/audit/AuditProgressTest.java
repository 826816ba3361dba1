package io.github.coconut4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AuditProgressTest {

    /** Ten experiments in 100 seconds leave ten for as long; nothing is known of the first. */
    @Test
    void theBarSaysHowMuchIsDoneAndHowLongTheRestTakes() {
        List<String> lines = new ArrayList<>();
        AtomicLong clock = new AtomicLong(5_000_000_000L);
        AuditProgress progress = new AuditProgress(lines::add, clock::get);
        progress.onExperiment(1, 20, "without interference");
        clock.addAndGet(100_000_000_000L);
        progress.onExperiment(11, 20, "zeros for thoughts: all, rerolled");

        assertThat(lines)
                .containsExactly(
                        "[                    ] 1/20  without interference",
                        "[==========          ] 11/20  1:40 left  zeros for thoughts: all, rerolled");
    }
}
