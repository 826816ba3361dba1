package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.expected.Measure;
import io.github.coconut4j.curriculum.expected.MethodBands;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.page.TrainingPage;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a running training, in a real browser: what the training does is seen while it does it. */
@Tag("browser")
class TrainingPageInChromiumTest {
    private static final Experiment SMALL = Experiment.fromYaml(
            """
            name: small
            data: {type: graph_search, hops: 2, problems_per_epoch: 640}
            model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 48, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 2, epochs: [1, 1, 1]}
            optimizer: {lr: 1e-2}
            batch_size: 16
            evaluation: {validation_problems: 32, test_problems: 8, max_new_tokens: 8}
            """);
    private static final long STEPS_OF_A_STAGE = 40;
    private static final String NOTHING = "0 0 0 0";

    @TempDir
    private Path folder;

    /** Stops within the last stage until somebody has looked. */
    private static final class Gate implements TrainingListener {
        private final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public void onStep(StepDone event) {
            if (event.step() == 2 * STEPS_OF_A_STAGE + 20) {
                try {
                    opened.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static Expected expected() {
        return new Expected(
                Expected.Source.MEASURED,
                "for this test",
                List.of(0L),
                List.of("none"),
                "",
                List.of(new MethodBands(
                        "coconut", List.of(new Measure(Measure.stage(2), 0.5, 0.4, 0.6, List.of(0.5))))));
    }

    @Test
    void showsARunningTrainingAndItsEnd() throws Exception {
        try (Chromium browser = Chromium.start(folder.resolve("profile"))) {
            Gate gate = new Gate();
            CompletableFuture<Run> training;
            URI address;
            try (TrainingPage page = TrainingPage.at(0)) {
                page.expect(expected());
                address = page.address();
                browser.look(new Look(1400, false));
                browser.open(address);
                browser.await("#state", "Waiting for the first step.");
                training = CompletableFuture.supplyAsync(() -> SMALL.train(folder.resolve("run"), page, gate));
                try {
                    browser.await("#numbers li", "100 of 120");
                    looksAsTheTrainingIs(browser);
                } finally {
                    gate.opened.countDown();
                }
                training.get();
            }
            browser.await("#state", "The training has ended.");
            assertThat(browser.texts("#numbers li")).contains("120 of 120\nstep", "2 of 2\nstage", "0 s\ntime left");
            assertThat(browser.texts("#norms .u-series .u-label")).containsExactly("step", "thought 1", "thought 2");
            browser.screenshot("training-ended");
            Legible.withoutComplaints(browser, request -> request.getAuthority().equals(address.getAuthority()));
        }
    }

    private static void looksAsTheTrainingIs(Chromium browser) throws Exception {
        assertThat(browser.texts("#state")).containsExactly("Training coconut.");
        assertThat(browser.texts("#numbers li")).contains("2 of 2\nstage", "2\nthoughts");
        assertThat(browser.texts("#answers .u-series .u-label"))
                .containsExactly("step", "right", "other option", "no answer");
        assertThat(browser.texts("#norms .u-series .u-label"))
                .containsExactly("step", "thought 1"); // held-out problems were asked at the ends of stages 0 and 1
        assertThat(browser.texts("#band")).singleElement().asString().contains("40.0 to 60.0 %");

        assertThat(ground(browser, "#loss", 0.2, 0.9)).as("stage 0").isEqualTo(NOTHING);
        assertThat(ground(browser, "#loss", 0.6, 0.9)).as("stage 1").isEqualTo("245 247 249 255"); // --soft
        assertThat(ground(browser, "#loss", 0.9, 0.9)).as("stage 2").isEqualTo(NOTHING);
        assertThat(ground(browser, "#answers", 0.2, 0.5)).as("within the band").isEqualTo("45 125 110 51");
        assertThat(ground(browser, "#answers", 0.2, 0.75)).as("above the band").isEqualTo(NOTHING);

        browser.tabTo("#answers");
        browser.press(Keys.HOME);
        assertThat(browser.texts("#answers .u-value")).first().isEqualTo("0");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.texts("#answers .u-value")).first().isEqualTo("40");
        Legible.inEveryLook(browser, "training");
    }

    /**
     * What lies behind the curves.
     *
     * @param chart its selector
     * @param across where, as a share of the chart's width
     * @param up where, as a share of its height
     * @return the commonest colour of a small square there: red, green, blue, opacity; all 0 where nothing was drawn
     */
    private static Object ground(Chromium browser, String chart, double across, double up) {
        return browser.run(
                """
                const canvas = document.querySelector('%1$s canvas');
                const plot = document.querySelector('%1$s .u-over').getBoundingClientRect();
                const all = canvas.getBoundingClientRect();
                const x = plot.left - all.left + %2$s * plot.width;
                const y = plot.top - all.top + (1 - %3$s) * plot.height;
                const copy = new OffscreenCanvas(10, 10).getContext('2d', { willReadFrequently: true });
                copy.drawImage(canvas, 5 - x * devicePixelRatio, 5 - y * devicePixelRatio);
                const pixels = copy.getImageData(0, 0, 10, 10).data;
                const count = {};
                for (let i = 0; i < pixels.length; i += 4) {
                  const colour = pixels.slice(i, i + 4).join(' ');
                  count[colour] = (count[colour] || 0) + 1;
                }
                return Object.keys(count).reduce((most, colour) => count[colour] > count[most] ? colour : most);
                """
                        .formatted(chart, across, up));
    }
}
