package io.github.coconut4j.curriculum.audit.ladder;

import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.CoconutRepeatFirst;
import io.github.coconut4j.curriculum.method.CoconutStopGradient;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.method.NoThoughts;
import io.github.coconut4j.curriculum.method.PauseAsThought;
import io.github.coconut4j.curriculum.method.PausePerPosition;

/** A rung of the ladder, in its order. Each has one thing more than the one before. */
public enum Rung {
    /** The curriculum alone: removed steps leave nothing. */
    NO_THOUGHTS("no thoughts", "the curriculum alone"),
    /** One learnt vector in all places. */
    PAUSE("pause", "places to compute in"),
    /** A learnt vector for each place. */
    PAUSE_PER_POSITION("pause per position", "knowing which place it is"),
    /** The first thought in all places. */
    FIRST_THOUGHT("first thought repeated", "content: what stands there depends on the problem"),
    /** A chain of thoughts, each a constant for the backward pass. */
    STOP_GRADIENT("thoughts, stop-gradient", "a chain: each thought is built on the one before"),
    /** Coconut. */
    FULL("thoughts", "gradient from thought to thought");

    private final String words;
    private final String adds;

    Rung(String words, String adds) {
        this.words = words;
        this.adds = adds;
    }

    /** {@return what stands in the places} */
    public String words() {
        return words;
    }

    /** {@return what it has that the rung before has not} */
    public String adds() {
        return adds;
    }

    /**
     * {@return the method that is trained, with as many places and the same markers as a Coconut}
     *
     * @param coconut whose numbers are taken
     */
    public Method method(Coconut coconut) {
        return switch (this) {
            case NO_THOUGHTS -> new NoThoughts();
            case PAUSE -> new PauseAsThought(coconut.thoughtsPerStep(), coconut.specialMarkers());
            case PAUSE_PER_POSITION -> new PausePerPosition(coconut.thoughtsPerStep(), coconut.specialMarkers());
            case FIRST_THOUGHT -> new CoconutRepeatFirst(coconut.thoughtsPerStep(), coconut.specialMarkers());
            case STOP_GRADIENT -> new CoconutStopGradient(coconut.thoughtsPerStep(), coconut.specialMarkers());
            case FULL -> coconut;
        };
    }
}
