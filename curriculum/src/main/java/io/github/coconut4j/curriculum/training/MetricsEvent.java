package io.github.coconut4j.curriculum.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is written into {@code metrics.jsonl}, one object a line: {@code "event"} says which of these it is, the other keys are its components. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingListener.StepDone.class, name = "step"),
    @JsonSubTypes.Type(value = TrainingListener.StepSkipped.class, name = "skipped"),
    @JsonSubTypes.Type(value = TrainingListener.Evaluated.class, name = "evaluation"),
    @JsonSubTypes.Type(value = TrainingListener.Averaged.class, name = "averaging"),
})
public sealed interface MetricsEvent
        permits TrainingListener.StepDone,
                TrainingListener.StepSkipped,
                TrainingListener.Evaluated,
                TrainingListener.Averaged {
    /** {@return the name of the method that is trained} */
    String method();

    /** {@return the optimizer's step it belongs to, from 1; 0 for the evaluation before the first} */
    long step();

    /** {@return the epoch it belongs to, from 0} */
    int epoch();

    /** {@return the stage it belongs to} */
    int stage();
}
