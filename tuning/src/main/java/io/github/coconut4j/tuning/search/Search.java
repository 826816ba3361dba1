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

    /**
     * {@return a new generator of Arbiter's, at its beginning and seeded}
     *
     * @param space what is searched
     * @param score by which a search that learns ranks
     */
    CandidateGenerator generator(CoconutSpace space, ScoreFunction score);

    /**
     * {@return the most candidates there are, where that is known}
     *
     * @param space what is searched
     */
    default int candidateLimit(CoconutSpace space) {
        return Integer.MAX_VALUE;
    }

    /** {@return whether a candidate depends on the scores of earlier ones, so that they have to be trained one after the other} */
    default boolean learns() {
        return false;
    }

    /** {@return the seed of the generator} */
    default long seed() {
        return 0;
    }
}
