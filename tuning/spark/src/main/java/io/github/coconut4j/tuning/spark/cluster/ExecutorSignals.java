package io.github.coconut4j.tuning.spark.cluster;

import org.apache.spark.SparkEnv;
import org.apache.spark.util.SignalUtils;

/** Signals of a process that is an executor. */
public final class ExecutorSignals {
    private ExecutorSignals() {}

    /** Ctrl-C reaches all processes of a terminal; the driver then saves before it ends them. */
    public static void leaveInterruptsToTheDriver() {
        if (!SparkEnv.get().executorId().equals("driver")) {
            SignalUtils.register("INT", () -> true);
        }
    }
}
