package io.github.coconut4j.tuning.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import java.util.Optional;

/**
 * What came of a trial.
 *
 * @param candidate its number
 * @param lastStage up to which it was to be trained, {@link Trial#lastStage}
 * @param outcome whether it was trained so far
 * @param stage it has reached; -1 if none
 * @param validation last answers to the validation problems; {@code null} if there are none
 * @param test answers to the test problems; {@code null} unless finished
 * @param seconds of work on this candidate so far
 * @param reason why it failed, one sentence; {@code null} unless failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialResult(
        int candidate,
        int lastStage,
        Outcome outcome,
        int stage,
        Evaluation validation,
        Evaluation test,
        double seconds,
        String reason) {

    private static final JsonMapper JSON = ConfigFormat.json()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What became of a trial. */
    public enum Outcome {
        /** Trained to the end and tested. */
        FINISHED,
        /** Trained to the end of a stage; its checkpoint waits to be continued. */
        PAUSED,
        /** Could not be trained. */
        FAILED
    }

    /**
     * {@return a trial that could not be done}
     *
     * @param trial that was begun, or not
     * @param reason a sentence
     */
    public static TrialResult failed(Trial trial, String reason) {
        return new TrialResult(trial.candidate(), trial.lastStage(), Outcome.FAILED, -1, null, null, 0, reason);
    }

    /** {@return the share of right answers to the validation problems, where any were asked} */
    public Optional<Double> accuracy() {
        return Optional.ofNullable(validation).map(Evaluation::accuracy);
    }

    /** {@return the result as one line of JSON, to be kept or sent} */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a result without JSON: " + this, e);
        }
    }

    /**
     * Reads a line of JSON; keys it does not know are left out.
     *
     * @param line as {@link #toJson} writes it
     * @return the result
     * @throws JsonProcessingException if it is none
     */
    public static TrialResult fromJson(String line) throws JsonProcessingException {
        TrialResult result = JSON.readValue(line, TrialResult.class);
        if (result == null || result.outcome() == null) {
            throw JsonMappingException.from((JsonParser) null, "no result");
        }
        return result;
    }
}
