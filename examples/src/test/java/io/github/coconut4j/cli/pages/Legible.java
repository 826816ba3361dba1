package io.github.coconut4j.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/** What every page owes its readers. */
final class Legible {
    private Legible() {}

    /** Wide and narrow, light and dark: nothing sticks out to the side, every text stands out from its ground. Leaves a picture of each. */
    static void inEveryLook(Chromium browser, String name) throws IOException {
        for (Look look : Look.ALL) {
            browser.look(look);
            assertThat(browser.run("return innerWidth")).isEqualTo((long) look.width());
            assertThat(browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(look.dark());
            browser.screenshot(name + "-" + look);
            assertThat((long) browser.run("return document.documentElement.scrollWidth"))
                    .as("%s, %s: width of the page", name, look)
                    .isLessThanOrEqualTo((long) browser.run("return document.documentElement.clientWidth"));
            assertThat(browser.texts(Legible.class, "faint.js"))
                    .as("%s, %s: texts that hardly stand out", name, look)
                    .isEmpty();
        }
        browser.look(Look.ALL.get(0));
    }

    /** The console is silent, and all that was asked for is where it may be. */
    static void withoutComplaints(Chromium browser, Predicate<URI> allowed) throws IOException {
        assertThat(browser.complaints()).isEmpty();
        List<URI> requests = browser.requests();
        assertThat(requests).isNotEmpty().allMatch(allowed);
    }

    static boolean isAFile(URI address) {
        return address.getScheme().equals("file") || address.getScheme().equals("data");
    }
}
