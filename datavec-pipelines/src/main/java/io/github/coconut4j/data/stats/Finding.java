package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.Place;
import java.util.Optional;

/**
 * One problem with which something is wrong.
 *
 * @param place where it stands
 * @param reason what is wrong with it, half a sentence
 * @param like the problem that it repeats or whose facts it has; empty if it is wrong by itself
 */
public record Finding(Place place, String reason, Optional<Place> like) {

    static Finding alone(Place place, String reason) {
        return new Finding(place, reason, Optional.empty());
    }

    static Finding like(Place place, String reason, Place like) {
        return new Finding(place, reason, Optional.of(like));
    }

    @Override
    public String toString() {
        return place + " " + reason + like.map(other -> " " + other).orElse("");
    }
}
