package io.github.coconut4j.curriculum.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program of one's own prints while it trains. */
class ProgressListenerTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void tellsStagesAtOnceAndStepsEveryHalfMinute() {
        ProgressListener listener = new ProgressListener(new PrintStream(printed, true, StandardCharsets.UTF_8));

        tell(listener);

        assertThat(lines())
                .containsExactly(
                        "coconut: 400 steps of 32 problems, 1234 parameters, into run",
                        "coconut: stage 1/3, thoughts 2",
                        "coconut: step 200/400, loss 0.693, 212 examples/s, 0:30 left",
                        "coconut: step 300/400, loss 0.693, 212 examples/s, 0:21 left");
    }

    @Test
    void theConsoleIsStandardError() {
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            tell(ProgressListener.console());
        } finally {
            System.setErr(before);
        }

        assertThat(lines()).hasSize(4).contains("coconut: stage 1/3, thoughts 2");
    }

    /** Steps after 10, 30, 45 and 62 seconds. */
    private static void tell(ProgressListener listener) {
        listener.onRunStarted(new TrainingListener.RunStarted("coconut", Path.of("run"), 0, 400, 32, 1234));
        listener.onStageStarted(new TrainingListener.StageStarted("coconut", 1, 3, 2, 2));
        step(listener, 60, 10);
        step(listener, 200, 30);
        step(listener, 250, 45);
        step(listener, 300, 62);
    }

    private static void step(ProgressListener listener, long step, double seconds) {
        listener.onStep(new TrainingListener.StepDone("coconut", step, 400, 0, 1, 0.6931, 1e-3, 1, 212.4, seconds));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
