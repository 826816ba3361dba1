package io.github.coconut4j.tuning.spark.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine of this process, as users know it. */
public final class ThisMachine {
    private ThisMachine() {}

    /** {@return its name, for sentences; {@code another machine} if it has none} */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "another machine";
        }
    }
}
