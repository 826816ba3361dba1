package io.github.coconut4j.model.generate;

/**
 * The fixed sizes of generation on one stream. How many thoughts and words follow the question is not among them: they run column by column.
 *
 * @param rows rows B
 * @param question columns before the first latent, all of them run at once
 * @param first the first column in which some row's prompt ends, or the last one of the question
 * @param capacity columns the kept keys and values have room for
 * @param layers whether the states between the layers of every later column are looked at
 */
record GenerationShape(int rows, int question, int first, int capacity, boolean layers) {
    /** Columns of the question whose hidden states are read. */
    int outputs() {
        return question - first;
    }
}
