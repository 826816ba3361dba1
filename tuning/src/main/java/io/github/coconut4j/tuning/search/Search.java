package io.github.coconut4j.tuning.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.coconut4j.tuning.space.CoconutSpace;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** A way to choose candidates from a space. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GridSearch.class, name = "grid"),
    @JsonSubTypes.Type(value = RandomSearch.class, name = "random"),
    @JsonSubTypes.Type(value = GeneticSearch.class, name = "genetic"),
})
public interface Search {

    /** A new generator of Arbiter's, at its beginning and seeded. */
    CandidateGenerator generator(CoconutSpace space, ScoreFunction score);

    /** The most candidates there are, where that is known. */
    default int candidateLimit(CoconutSpace space) {
        return Integer.MAX_VALUE;
    }

    /** Whether a candidate depends on the scores of earlier ones, so that they have to be trained one after the other. */
    default boolean learns() {
        return false;
    }

    /** Seed of the generator. */
    default long seed() {
        return 0;
    }
}
