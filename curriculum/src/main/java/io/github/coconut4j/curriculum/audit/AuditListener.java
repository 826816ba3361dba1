package io.github.coconut4j.curriculum.audit;

/** Is told what an audit is doing. */
@FunctionalInterface
public interface AuditListener {

    /**
     * An experiment begins, or is taken from what was kept.
     *
     * @param number of it, from 1
     * @param all how many there are
     * @param name in words
     */
    void onExperiment(int number, int all, String name);
}
