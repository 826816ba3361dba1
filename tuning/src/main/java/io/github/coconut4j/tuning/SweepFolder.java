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

    /** The sweep. */
    public Path sweep() {
        return path.resolve("sweep.yaml");
    }

    /** Whether a sweep has been started here. */
    public boolean exists() {
        return Files.isRegularFile(sweep());
    }

    /** One line of JSON for each result. */
    public Path results() {
        return path.resolve("results.jsonl");
    }

    /** Candidates, the best first. */
    public Path leaderboard() {
        return path.resolve("leaderboard.csv");
    }

    /** The best candidate's experiment. */
    public Path best() {
        return path.resolve("best.yaml");
    }

    /** Charts and tables. */
    public Path page() {
        return path.resolve("sweep.html");
    }

    /** The run of a candidate. */
    public Path run(int candidate) {
        return run(path, candidate);
    }

    static Path run(Path sweep, int candidate) {
        return sweep.resolve("candidates").resolve("%04d".formatted(candidate));
    }
}
