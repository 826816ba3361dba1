package io.github.coconut4j.model.loop;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a column does not see, by its place in the row. Everything here is a number to be added to scores: {@link LoopInputs#HIDDEN} where a key is hidden from a query,
 * else 0. Queries and keys broadcast against each other.
 */
final class Visibility {
    private Visibility() {}

    /** Keys at later places, for a causal transformer. */
    static SDVariable later(SDVariable queries, SDVariable keys, DataType type) {
        return isAbove(keys, queries, type).mul(LoopInputs.HIDDEN);
    }

    /** In a bottleneck, keys of the question from queries behind the last thought. Both are 1 or 0. */
    static SDVariable question(SDVariable isBehind, SDVariable isQuestion) {
        return isBehind.mul(isQuestion).mul(LoopInputs.HIDDEN);
    }

    /** 1 where a place lies behind another. */
    static SDVariable isAbove(SDVariable places, SDVariable other, DataType type) {
        return places.getSameDiff().castTo(places.getSameDiff().gt(places, other), type);
    }
}
