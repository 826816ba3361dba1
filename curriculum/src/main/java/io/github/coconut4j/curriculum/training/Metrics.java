package io.github.coconut4j.curriculum.training;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.run.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the metrics of a run tell, {@code metrics.jsonl}.
 *
 * @param events in the order of the training
 */
public record Metrics(List<MetricsEvent> events) {
    private static final JsonMapper JSON = ConfigFormat.json()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a newer version may say more
            .build();

    public Metrics {
        events = List.copyOf(events);
    }

    /**
     * Reads a file, of a run that is under way perhaps: a last line that is not whole yet, or was cut off when the process ended, is left out.
     *
     * @param file need not exist
     * @return the events of the file, in its order
     * @throws CurriculumException naming the line if another one is broken
     */
    public static Metrics read(Path file) {
        if (!Files.exists(file)) {
            return new Metrics(List.of());
        }
        String text = WholeFiles.read(file);
        List<String> lines = text.lines().toList();
        List<MetricsEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                events.add(event(lines.get(i)));
            } catch (JsonProcessingException broken) {
                boolean last = i == lines.size() - 1 && !text.endsWith("\n");
                if (!last || !isCutOff(lines.get(i))) {
                    throw new CurriculumException(
                            "%s, line %d is no step or evaluation; delete the line.".formatted(file, i + 1), broken);
                }
            }
        }
        return new Metrics(events);
    }

    /** Whether a line is the beginning of one, good as far as it goes. */
    private static boolean isCutOff(String line) {
        try (JsonParser parser = JSON.getFactory().createNonBlockingByteArrayParser()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(bytes, 0, bytes.length);
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT) {
                return false;
            }
            while (token != JsonToken.NOT_AVAILABLE) {
                token = parser.nextToken();
            }
            return !parser.getParsingContext().inRoot();
        } catch (IOException broken) {
            return false;
        }
    }

    private static MetricsEvent event(String line) throws JsonProcessingException {
        MetricsEvent event = JSON.readValue(line, MetricsEvent.class);
        if (event == null) { // of the word null
            throw JsonMappingException.from((JsonParser) null, "no event");
        }
        return event;
    }

    /** {@return every step whose weights changed} */
    public List<TrainingListener.StepDone> steps() {
        return only(TrainingListener.StepDone.class);
    }

    /** {@return every evaluation on the validation problems} */
    public List<TrainingListener.Evaluated> evaluations() {
        return only(TrainingListener.Evaluated.class);
    }

    /**
     * {@return the highest share of right answers to the validation problems in the stage that was evaluated last; empty before a first evaluation} Earlier stages have easier
     * questions, with steps written out, and what is right there says nothing of the thoughts. The evaluation before the first step is left out: nothing is decided by it.
     */
    public Optional<Double> bestOfLastStage() {
        List<TrainingListener.Evaluated> trained =
                evaluations().stream().filter(asked -> asked.step() > 0).toList();
        return trained.stream()
                .filter(asked ->
                        asked.stage() == trained.get(trained.size() - 1).stage())
                .map(asked -> asked.evaluation().accuracy())
                .max(Double::compare);
    }

    /** {@return the last event; empty before the first step} */
    public Optional<MetricsEvent> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    private <T extends MetricsEvent> List<T> only(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * {@return an event as its line, without the end of it}
     *
     * @param event any of the kinds
     */
    public static String line(MetricsEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("an event without JSON: " + event, cannotHappen);
        }
    }
}
