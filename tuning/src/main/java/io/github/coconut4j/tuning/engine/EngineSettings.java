package io.github.coconut4j.tuning.engine;

/**
 * What an engine is asked for.
 *
 * @param parallel candidates trained at once
 * @param threads each candidate takes
 * @param master address of the machines, as the engine understands it; empty for none
 */
public record EngineSettings(int parallel, int threads, String master) {}
