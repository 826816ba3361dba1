/**
 * What stands between the layers in the columns of thoughts: found by probes, read by lenses, each beside the same of a model that nobody has trained.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.audit.layers.LayerStates}.
 */
package io.github.coconut4j.curriculum.audit.layers;
