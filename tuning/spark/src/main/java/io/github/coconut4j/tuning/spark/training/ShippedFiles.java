package io.github.coconut4j.tuning.spark.training;

import java.io.File;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;

/** Files that came to this executor with the job, by Spark's own properties {@code spark.files} and {@code spark.archives}. */
final class ShippedFiles {
    private ShippedFiles() {}

    /** The file or folder of the same name that came with the job; the path itself if none did. */
    static String instead(String path) {
        File shipped = new File(SparkFiles.get(Path.of(path).getFileName().toString()));
        return shipped.exists() ? shipped.getAbsolutePath() : path;
    }
}
