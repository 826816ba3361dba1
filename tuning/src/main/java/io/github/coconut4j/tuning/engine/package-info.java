/**
 * Where candidates are trained: Arbiter's runner in this process, or whatever else provides a {@link
 * io.github.coconut4j.tuning.engine.SearchEngine}.
 */
package io.github.coconut4j.tuning.engine;
