/**
 * File formats of arrays: safetensors, read and written, and what PyTorch saves, read only. Files are data here: none of them can have anything executed.
 *
 * <p>Start with {@link io.github.coconut4j.model.io.SafeTensors} or, for whole models of others, {@link io.github.coconut4j.model.io.TensorFiles}. May depend on
 * ND4J; knows nothing of models.
 */
package io.github.coconut4j.model.io;
