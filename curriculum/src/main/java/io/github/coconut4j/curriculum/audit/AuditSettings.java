package io.github.coconut4j.curriculum.audit;

import io.github.coconut4j.curriculum.CurriculumException;

/**
 * How thorough an audit is.
 *
 * <p>Creating one throws {@link CurriculumException} if a number is too small.
 *
 * @param pairs problems that are asked, each with its twin
 * @param seed of donors, noise and permutations
 * @param quick whether single thoughts, prefixes and suffixes are left out of the interventions
 * @param batchSize problems answered together, as far as memory allows; changes nothing but the speed
 * @param maxNewTokens longest answer
 */
public record AuditSettings(int pairs, long seed, boolean quick, int batchSize, int maxNewTokens) {
    /** A thousand pairs, every intervention. */
    public static final AuditSettings STANDARD = new AuditSettings(1000, 0, false, 64, 128);

    public AuditSettings {
        if (pairs < 1 || batchSize < 1 || maxNewTokens < 1) {
            throw new CurriculumException(
                    "An audit needs pairs, batchSize and maxNewTokens of at least 1, not %d, %d and %d."
                            .formatted(pairs, batchSize, maxNewTokens));
        }
    }

    /**
     * {@return the same with so many pairs}
     *
     * @param other 1 or more
     */
    public AuditSettings withPairs(int other) {
        return new AuditSettings(other, seed, quick, batchSize, maxNewTokens);
    }

    /**
     * {@return the same without the interventions on single thoughts}
     *
     * @param other whether single thoughts, prefixes and suffixes are left out
     */
    public AuditSettings withQuick(boolean other) {
        return new AuditSettings(pairs, seed, other, batchSize, maxNewTokens);
    }

    /**
     * {@return the same with another seed}
     *
     * @param other of donors, noise and permutations
     */
    public AuditSettings withSeed(long other) {
        return new AuditSettings(pairs, other, quick, batchSize, maxNewTokens);
    }
}
