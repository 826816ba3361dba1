package io.github.coconut4j.curriculum.run;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one run; see the package for what lies where.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
    private static final String FAILURE = "failure.json";

    /**
     * Makes the folder of a new run.
     *
     * @param path that need not exist
     * @param config text of {@code config.yaml}
     * @return the folder
     * @throws CurriculumException if a run is already there, or the folder cannot be made
     */
    public static RunFolder create(Path path, String config) {
        requireNone(path);
        RunFolder folder = new RunFolder(path);
        WholeFiles.makeFolder(path);
        WholeFiles.write(folder.config(), config);
        return folder;
    }

    /**
     * Makes sure that no run has been started in a folder.
     *
     * @param path that need not exist
     * @throws CurriculumException if there is one
     */
    public static void requireNone(Path path) {
        if (new RunFolder(path).exists()) {
            throw new CurriculumException(path + " already holds a run; continue it with --resume " + path
                    + ", or begin another with --out " + free(path) + ".");
        }
    }

    /** The next name after that of a folder under which there is nothing yet: {@code runs/smoke-2}, {@code runs/smoke-3}, … */
    private static Path free(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        Path free = path;
        for (int number = 2; Files.exists(free); number++) {
            free = path.resolveSibling(name + "-" + number);
        }
        return free;
    }

    /**
     * Makes sure that the run under way is still here.
     *
     * @throws CurriculumException if somebody has deleted or moved the folder, or files of it
     */
    public void requireThere() {
        if (!exists() || !Files.isRegularFile(metrics())) {
            throw new CurriculumException(
                    "The folder " + path
                            + " of this run was deleted or moved while it was trained; what was trained is lost. Begin anew, and leave the folder where it is.");
        }
    }

    /** {@return whether a run has been started here} */
    public boolean exists() {
        return Files.isRegularFile(config());
    }

    /** {@return the resolved settings} */
    public Path config() {
        return path.resolve("config.yaml");
    }

    /** {@return what {@link #config()} says} */
    public String readSettings() {
        return WholeFiles.read(config());
    }

    /** {@return the file with one JSON object a line: steps and evaluations} */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** {@return the page with curves and tables} */
    public Path report() {
        return path.resolve("report.html");
    }

    /** {@return the finished model as a stock SameDiff graph} */
    public Path sameDiff() {
        return path.resolve("model.fb");
    }

    /** {@return the checkpoints} */
    public Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    /** {@return what the run has come to; empty while it is not finished} */
    public Optional<RunResult> readResult() {
        return JsonFiles.find(path.resolve("result.json"), RunResult.class, RunResult.LATER);
    }

    /**
     * Marks the run as finished.
     *
     * @param result is the last thing that is written
     */
    public void finish(RunResult result) {
        JsonFiles.write(path.resolve("result.json"), result);
    }

    /** {@return why the run ended before its end, where that was an error of which it could still take note} */
    public Optional<RunFailure> readFailure() {
        return JsonFiles.find(path.resolve(FAILURE), RunFailure.class, Map.of());
    }

    /**
     * Notes why the run ended.
     *
     * @param failure in a sentence
     */
    public void fail(RunFailure failure) {
        JsonFiles.write(path.resolve(FAILURE), failure);
    }

    /** Forgets an earlier failure: the run goes on. */
    public void forgetFailure() {
        FileTree.deleteQuietly(path.resolve(FAILURE));
    }

    /**
     * {@return the file of a batch whose loss or gradient was no finite number}
     *
     * @param step of the optimizer
     */
    public Path nonFiniteBatch(long step) {
        return path.resolve("non-finite").resolve("step-%07d.json".formatted(step));
    }

    /** {@return where the run comes from; empty before its training has begun} */
    public Optional<Provenance> readProvenance() {
        return JsonFiles.find(path.resolve("provenance.json"), Provenance.class, Map.of("/weights", Map.of()));
    }

    /**
     * Notes where the run comes from.
     *
     * @param provenance is written before the first step
     */
    public void writeProvenance(Provenance provenance) {
        JsonFiles.write(path.resolve("provenance.json"), provenance);
    }
}
