package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import java.util.Optional;

/** Why a model cannot be asked a problem in another way than it was trained for. */
public final class Obstacles {
    private Obstacles() {}

    /**
     * Looks for one.
     *
     * @param model that would be asked
     * @param problem with its answer, for which there must be room
     * @param layout it would be asked in
     * @return the first obstacle as a sentence without capital; empty if it can be asked
     */
    public static Optional<String> to(TrainedModel model, Problem problem, Layout layout) {
        for (int place = 1; place <= layout.places(); place++) {
            if (model.encoder().tokenizer().id(layout.filling().token(place)).isEmpty()) {
                return Optional.of("the model has no token for place %d.".formatted(place));
            }
        }
        try {
            int question = model.encoder().prompt(problem, layout).length();
            int answer = model.encoder().lengths(problem).answer();
            int positions = model.config().positions();
            return question + answer - 1 <= positions // the last token is written, but not read
                    ? Optional.empty()
                    : Optional.of(
                            "the question takes %d tokens with its thoughts, the answer %d, but the model has %d positions."
                                    .formatted(question, answer, positions));
        } catch (DataException unreadable) {
            return Optional.of(unreadable.getMessage());
        }
    }
}
