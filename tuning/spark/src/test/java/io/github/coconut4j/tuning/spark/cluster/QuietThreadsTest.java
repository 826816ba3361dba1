package io.github.coconut4j.tuning.spark.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietThreadsTest {
    private final PrintStream standard = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void catchErr() {
        System.setErr(new PrintStream(bytes, true, UTF_8));
    }

    @AfterEach
    void standardErr() {
        System.setErr(standard);
    }

    @Test
    void othersAreHeardMeanwhileAndAllAfterwards() throws InterruptedException {
        PrintStream before = System.err;
        QuietThreads quiet = QuietThreads.named("tidy-");
        printing("tidy-1", "not this");
        printing("a run", "f\u00fcr alle");
        new IllegalStateException("nor swallowed").printStackTrace();
        quiet.close();
        printing("tidy-1", "afterwards");

        assertThat(bytes.toString(UTF_8))
                .contains("f\u00fcr alle", "nor swallowed", "afterwards")
                .doesNotContain("not this");
        assertThat(System.err).isSameAs(before);
    }

    @Test
    void whoeverTookItsPlaceKeepsIt() {
        PrintStream other = new PrintStream(bytes, true, UTF_8);
        QuietThreads quiet = QuietThreads.named("tidy-");
        System.setErr(other);
        quiet.close();

        assertThat(System.err).isSameAs(other);
    }

    private static void printing(String name, String text) throws InterruptedException {
        Thread thread = new Thread(() -> System.err.println(text), name);
        thread.start();
        thread.join();
    }
}
