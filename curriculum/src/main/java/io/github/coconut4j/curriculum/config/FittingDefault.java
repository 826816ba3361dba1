package io.github.coconut4j.curriculum.config;

import com.fasterxml.jackson.databind.JsonNode;

/** A default of which some keys follow others: where those are given, the rest has to fit them. */
public interface FittingDefault {

    /**
     * {@return the default beside keys that are given}
     *
     * @param given an object, checked key by key or not yet
     */
    Object beside(JsonNode given);
}
