package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import java.util.Map;
import java.util.TreeMap;

/** All that the result of an experiment depends on, in words and sums that are compared with those it was kept with. */
public final class MadeFrom {
    private MadeFrom() {}

    /**
     * {@return what the answers of a model to problems depend on, by name}
     *
     * @param model that is asked
     * @param problems that it is asked
     * @param settings how thoroughly
     * @param thoughts of the problem that has most
     * @param version raised whenever an experiment comes to count something else, so that results kept before are made again
     */
    public static Map<String, String> of(
            TrainedModel model, ProblemSource problems, AuditSettings settings, int thoughts, int version) {
        Map<String, String> from = new TreeMap<>(model.fingerprints());
        from.put(
                "asked",
                "%s, stage %d, %d thoughts"
                        .formatted(model.state().method(), model.state().stage(), thoughts));
        from.put("problems", "%d pairs of %s".formatted(settings.pairs(), problems.fingerprint()));
        from.put("settings", "seed %d, %d new tokens".formatted(settings.seed(), settings.maxNewTokens()));
        from.put("results", String.valueOf(version));
        return from;
    }
}
