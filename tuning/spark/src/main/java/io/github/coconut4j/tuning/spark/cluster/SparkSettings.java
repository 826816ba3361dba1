package io.github.coconut4j.tuning.spark.cluster;

import io.github.coconut4j.curriculum.CurriculumException;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.ByteUnit;
import org.apache.spark.network.util.JavaUtils;

/** What Spark is told; whatever the user sets as a system property {@code spark.…} stays as it is. */
final class SparkSettings {
    private static final String ADDRESS = "SPARK_LOCAL_IP";

    /** Property with the limit of the memory that holds tensors. */
    private static final String TENSORS = "org.bytedeco.javacpp.maxbytes";

    /** Code, threads and buffers of a JVM with Spark in it; Spark's own least allowance is 384. */
    private static final int JVM_MEGABYTES = 512;

    private SparkSettings() {}

    /**
     * The settings for a master.
     *
     * @param threads a candidate takes
     * @param here address everything on this machine is bound to
     */
    static SparkConf of(SparkMaster master, int threads, InetAddress here) {
        String cores = Integer.toString(master.coresPerCandidate(threads));
        SparkConf conf = new SparkConf()
                .setMaster(master.url())
                .setIfMissing("spark.app.name", "coconut4j")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.task.cpus", cores)
                .setIfMissing("spark.executor.memory", master.heapMegabytes(threads) + "m")
                .setIfMissing("spark.executor.extraClassPath", classPath())
                .setIfMissing("spark.executor.extraJavaOptions", javaOptions())
                // The model's matrix products take one thread each; a candidate has threads of its own.
                .setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1")
                // How often a candidate's progress is told.
                .setIfMissing("spark.executor.heartbeatInterval", "2s");
        if (!master.startsContainers() || System.getenv(ADDRESS) != null) { // else the container knows its address
            conf.setIfMissing("spark.driver.host", here.getHostAddress())
                    .setIfMissing("spark.driver.bindAddress", here.getHostAddress());
        }
        if (master.startsContainers()) {
            conf.setIfMissing("spark.executor.memoryOverhead", overheadMegabytes(master, threads) + "m");
        }
        if (!master.url().startsWith("local[")) {
            conf.setIfMissing("spark.executor.cores", cores);
        }
        if (master.startsProcesses()) {
            // Other users of this machine reach its loopback ports as well.
            conf.setIfMissing("spark.authenticate", "true").setIfMissing("spark.authenticate.secret", secret());
        }
        return conf;
    }

    /** What an executor takes outside its heap: tensors, and what the JVM itself needs. Without a limit of theirs, tensors may take as much as the heap. */
    private static long overheadMegabytes(SparkMaster master, int threads) {
        String limit = System.getProperty(TENSORS, master.heapMegabytes(threads) + "m");
        return JavaUtils.byteStringAs(limit, ByteUnit.MiB) + JVM_MEGABYTES;
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Executors start in folders of their own, so the paths must be absolute. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The limits of the memory that holds tensors are those of this process. */
    private static String javaOptions() {
        return Stream.of(TENSORS, "org.bytedeco.javacpp.maxphysicalbytes")
                .filter(property -> System.getProperty(property) != null)
                .map(property -> "-D" + property + "=" + System.getProperty(property))
                .collect(Collectors.joining(
                        " ", "-XX:+UseSerialGC -Djava.awt.headless=true -Dcoconut.spark.log=WARN ", ""))
                .strip();
    }

    /** The address the user gave by {@code SPARK_LOCAL_IP}, as everywhere with Spark; loopback if none. */
    static InetAddress address() {
        String given = Optional.ofNullable(System.getenv(ADDRESS)).orElse("127.0.0.1");
        try {
            return InetAddress.getByName(given);
        } catch (UnknownHostException e) {
            throw new CurriculumException(ADDRESS + " is " + given + ", which is no address of a machine.", e);
        }
    }

    /** @throws CurriculumException if this process was not started as Spark needs it */
    static void requireJvm(SparkMaster master) {
        if (!Object.class.getModule().isExported("sun.nio.ch", SparkSettings.class.getModule())) {
            throw new CurriculumException(
                    "Spark needs the JVM option --add-exports java.base/sun.nio.ch=ALL-UNNAMED; ./coconut gives it.");
        }
        String home = System.getenv("SPARK_HOME");
        if (master.startsProcesses()
                && (home == null
                        || !Files.isDirectory(Path.of(home, "jars"))
                        || System.getenv("SPARK_SCALA_VERSION") == null)) {
            throw new CurriculumException(
                    "local-cluster needs two environment variables: SPARK_HOME, a folder that holds an empty folder"
                            + " jars, and SPARK_SCALA_VERSION=2.13; ./coconut sets them.");
        }
    }
}
