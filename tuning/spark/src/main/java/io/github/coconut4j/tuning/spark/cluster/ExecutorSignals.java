package io.github.coconut4j.tuning.spark.cluster;

import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SignalUtils;

/** Signals of a process that is an executor. */
public final class ExecutorSignals {
    private static final List<String> OF_TERMINALS = List.of("INT", "HUP");

    private ExecutorSignals() {}

    /** Ctrl-C, or that the terminal is closed, reaches all processes of a terminal; the driver then saves before it ends them. */
    public static void leaveInterruptsToTheDriver() {
        if (!SparkEnv.get().executorId().equals("driver")) {
            OF_TERMINALS.forEach(signal -> SignalUtils.register(signal, () -> true));
        }
    }
}
