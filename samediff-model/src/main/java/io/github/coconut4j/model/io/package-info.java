/**
 * File formats of arrays: safetensors.
 *
 * <p>Start with {@link io.github.coconut4j.model.io.SafeTensors}. May depend on ND4J; knows nothing of models.
 */
package io.github.coconut4j.model.io;
