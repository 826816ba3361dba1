package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.page.TrainingPage;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.PrintStream;
import java.util.Optional;

/** A training that a browser may watch, if the user has asked for it. */
record WatchedTraining(Optional<TrainingPage> page) implements AutoCloseable {

    static WatchedTraining unwatched() {
        return new WatchedTraining(Optional.empty());
    }

    /** Opens the page and says where it is. */
    static WatchedTraining at(Optional<Integer> port, PrintStream out) {
        TrainingPage page = port.map(TrainingPage::at).orElseGet(TrainingPage::anywhere);
        out.println("coconut: this training in a browser: " + page.address());
        return new WatchedTraining(Optional.of(page));
    }

    void expect(Expected expected) {
        page.ifPresent(shown -> shown.expect(expected));
    }

    TrainingListener listener() {
        return page.<TrainingListener>map(shown -> shown).orElse(new TrainingListener() {});
    }

    @Override
    public void close() {
        page.ifPresent(TrainingPage::close);
    }
}
