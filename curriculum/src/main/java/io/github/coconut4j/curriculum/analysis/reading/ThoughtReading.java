package io.github.coconut4j.curriculum.analysis.reading;

import java.util.List;

/**
 * What is read from one thought z.
 *
 * @param thought which one, from 1
 * @param says the likeliest tokens of softmax(z Uᵀ), U the LM head, with their probabilities
 * @param nearest the token embeddings e with the highest cosine to z, with these cosines
 * @param norm length (L2) of z
 * @param cosine between z and the thought before it; NaN for the first one
 * @param projection of z on the first two principal components of all thoughts looked at; empty where they are too few, or all alike
 */
public record ThoughtReading(
        int thought,
        List<ScoredToken> says,
        List<ScoredToken> nearest,
        double norm,
        double cosine,
        List<Double> projection) {
    public ThoughtReading {
        says = List.copyOf(says);
        nearest = List.copyOf(nearest);
        projection = List.copyOf(projection);
    }
}
