package io.github.coconut4j.curriculum.audit.further;

import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.layers.LayerStates;
import io.github.coconut4j.curriculum.audit.lens.LayerReading;
import io.github.coconut4j.curriculum.audit.probe.LayerProbe;
import io.github.coconut4j.curriculum.run.TrainedModel;
import java.util.List;
import java.util.Optional;

/**
 * What probes and lenses find between the layers in the columns of thoughts, and what they find in a model that nobody has trained.
 *
 * @param probes empty where too few problems have a graph, or not all of them
 * @param readings by lenses; empty where there are too many words to learn one
 * @param untrained the same of the model that nobody has trained
 */
record LayerFindings(List<LayerProbe> probes, List<LayerReading> readings, List<LayerReading> untrained) {
    static final LayerFindings NONE = new LayerFindings(List.of(), List.of(), List.of());

    /** Fewest problems that are probed. */
    static final int FEWEST_PROBED = 50;
    /** Most shares of words that a lens learns from, and most numbers of its map and the head together. */
    private static final long WORDS = 4_000_000;

    private static final long MAP = 1_000_000;
    /** Largest model that a second one is drawn beside. */
    private static final long DRAWN = 200_000_000;

    /** Whether lenses can be learnt of a model in reasonable time. */
    static boolean areReadable(TrainedModel model, Asked asked) {
        long vocabulary = model.config().vocabulary();
        return vocabulary * asked.choices().size() * asked.thoughts() <= WORDS
                && vocabulary * model.config().width() <= MAP;
    }

    /** Whether a second model of this size is drawn to compare with. */
    static boolean isDrawn(TrainedModel model) {
        return model.numbers() <= DRAWN;
    }

    static LayerFindings of(TrainedModel model, Asked asked, AuditSettings settings, int shuffles) {
        LayerStates own = LayerStates.of(model, asked.choices(), settings.batchSize());
        if (own.layers() == 0) {
            return NONE;
        }
        boolean read = areReadable(model, asked);
        Optional<LayerStates> control = Optional.empty();
        List<LayerReading> controlRead = List.of();
        if (isDrawn(model)) {
            try (TrainedModel untrained = model.untrained(settings.seed())) {
                control = Optional.of(LayerStates.of(untrained, asked.choices(), settings.batchSize()));
                controlRead = read ? LayerReading.of(control.orElseThrow().states(), untrained.head()) : List.of();
            }
        }
        return new LayerFindings(
                probes(own, control, asked, settings, shuffles),
                read ? LayerReading.of(own.states(), model.head()) : List.of(),
                controlRead);
    }

    private static List<LayerProbe> probes(
            LayerStates own, Optional<LayerStates> control, Asked asked, AuditSettings settings, int shuffles) {
        if (asked.graphs().size() < FEWEST_PROBED
                || asked.graphs().size() < asked.choices().size()) {
            return List.of();
        }
        StepLabels labels = StepLabels.of(asked.factGraphs(), asked.thoughts());
        return LayerProbe.of(
                own.states(),
                control.map(LayerStates::states),
                labels.steps(),
                labels.classes(),
                shuffles,
                settings.seed());
    }
}
