package io.github.coconut4j.model.decoder;

import java.nio.file.Path;

/**
 * Where the parameters lie that training does not change, so that they need not be saved again.
 *
 * @param folder with the configuration that belongs to them
 * @param weights the folder or a file of weights
 * @param kept tokens whose embeddings are taken from there, the first ones
 * @param copied token whose embedding the others begin and stay with
 * @param sha256 of the files of weights, in hexadecimal
 */
public record FrozenWeights(Path folder, Path weights, int kept, int copied, String sha256) {}
