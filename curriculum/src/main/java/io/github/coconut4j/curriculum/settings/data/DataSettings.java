package io.github.coconut4j.curriculum.settings.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.coconut4j.curriculum.settings.EvaluationSettings;
import java.util.function.UnaryOperator;

/** Where the problems of an experiment come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GraphSearchSettings.class, name = "graph_search"),
    @JsonSubTypes.Type(value = ProsQaSettings.class, name = "prosqa"),
    @JsonSubTypes.Type(value = ProntoQaSettings.class, name = "prontoqa"),
    @JsonSubTypes.Type(value = ArithmeticSettings.class, name = "arithmetic"),
    @JsonSubTypes.Type(value = FilesSettings.class, name = "files"),
    @JsonSubTypes.Type(value = RecordsSettings.class, name = "records"),
    @JsonSubTypes.Type(value = ReadersSettings.class, name = "readers"),
})
public interface DataSettings {

    /**
     * {@return the same with files that lie elsewhere; what draws its problems has none}
     *
     * @param change gives for each path that is named the one to take instead
     */
    default DataSettings files(UnaryOperator<String> change) {
        return this;
    }

    /**
     * {@return opens the problems}
     *
     * @param seed of what a generator draws for training; held-out problems do not depend on it
     * @param heldOut how many held-out problems are wanted
     * @throws io.github.coconut4j.data.DataException if a file is missing or broken, or settings cannot be met
     */
    ProblemSets open(long seed, EvaluationSettings heldOut);

    /**
     * {@return the same, which tells how far it came; what draws its problems reads nothing}
     *
     * @param seed of what a generator draws for training
     * @param heldOut how many held-out problems are wanted
     * @param progress of files that are read
     */
    default ProblemSets open(long seed, EvaluationSettings heldOut, ReadingProgress progress) {
        return open(seed, heldOut);
    }
}
