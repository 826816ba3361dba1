package io.github.coconut4j.curriculum.settings.data;

/** Is told of every row of a file that is read while an experiment is opened, which may take a while. */
@FunctionalInterface
public interface ReadingProgress {
    /** Tells nobody. */
    ReadingProgress SILENT = (file, rows) -> {};

    /**
     * One more row was read.
     *
     * @param file as the settings name it
     * @param rows of it so far
     */
    void read(String file, long rows);
}
