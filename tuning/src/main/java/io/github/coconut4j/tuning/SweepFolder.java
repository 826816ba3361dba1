package io.github.coconut4j.tuning;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a sweep:
 *
 * <pre>
 * sweep.yaml         the sweep, every key written out
 * candidates/0003/   the run of a candidate
 * results.jsonl      one line for each result
 * leaderboard.csv    candidates, the best first
 * best.yaml          the best candidate, ready to be trained
 * sweep.html         charts and tables; complete in itself
 * </pre>
 *
 * @param path of the folder
 */
public record SweepFolder(Path path) {

    /** {@return the sweep} */
    public Path sweep() {
        return path.resolve("sweep.yaml");
    }

    /** {@return whether a sweep has been started here} */
    public boolean exists() {
        return Files.isRegularFile(sweep());
    }

    /** {@return the file with one line of JSON for each result} */
    public Path results() {
        return path.resolve("results.jsonl");
    }

    /** {@return the table of candidates, the best first} */
    public Path leaderboard() {
        return path.resolve("leaderboard.csv");
    }

    /** {@return the best candidate's experiment} */
    public Path best() {
        return path.resolve("best.yaml");
    }

    /** {@return the page with charts and tables} */
    public Path page() {
        return path.resolve("sweep.html");
    }

    /**
     * {@return the run of a candidate}
     *
     * @param candidate its number, from 0
     */
    public Path run(int candidate) {
        return run(path, candidate);
    }

    static Path run(Path sweep, int candidate) {
        return sweep.resolve("candidates").resolve("%04d".formatted(candidate));
    }
}
