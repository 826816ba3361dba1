package io.github.coconut4j.curriculum.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where the problems of an experiment come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GraphSearchSpec.class, name = "graph_search"),
    @JsonSubTypes.Type(value = ProsQaSpec.class, name = "prosqa"),
    @JsonSubTypes.Type(value = ProntoQaSpec.class, name = "prontoqa"),
    @JsonSubTypes.Type(value = FilesSpec.class, name = "files"),
})
public interface DataSpec {

    /**
     * Opens the problems.
     *
     * @param seed of what a generator draws for training; held-out problems do not depend on it
     * @throws io.github.coconut4j.data.DataException if a file is missing or broken, or settings cannot be met
     */
    ProblemSets open(long seed, EvaluationSpec heldOut);
}
