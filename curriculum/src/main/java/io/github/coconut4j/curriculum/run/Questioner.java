package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.ProblemSource;
import java.util.List;

/** Asks a model one question after the other. What is compiled for a question is kept for the next one of its length; to be closed before the model. */
public final class Questioner implements AutoCloseable {
    private final TrainedModel model;
    private final Evaluator evaluator;

    Questioner(TrainedModel model, Evaluator evaluator) {
        this.model = model;
        this.evaluator = evaluator;
    }

    /**
     * Asks one question. It is given the thoughts of a problem with as many steps as the curriculum has stages.
     *
     * @param question in the words of the training
     * @return its answer, never judged
     */
    public Evaluator.Answer ask(String question) {
        model.requireAskable(question);
        ProblemSource single = new ListSource("question", List.of(model.asked(question)), question);
        return evaluator.answer(single, 1, model::layout).get(0);
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
