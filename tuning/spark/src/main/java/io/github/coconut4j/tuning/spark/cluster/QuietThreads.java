package io.github.coconut4j.tuning.spark.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard error without what threads of one kind print there, until it is closed. All other threads write to it as before. Scala's executors print the stack
 * traces of what they refuse once they are shut down, and nothing else can be told to them.
 */
final class QuietThreads {
    private final PrintStream before;
    private final PrintStream during;

    private QuietThreads(PrintStream before, PrintStream during) {
        this.before = before;
        this.during = during;
    }

    /** @param name what the names of the threads begin with */
    static QuietThreads named(String name) {
        PrintStream before = System.err;
        QuietThreads quiet =
                new QuietThreads(before, new PrintStream(without(name, before), true, Charset.defaultCharset()));
        System.setErr(quiet.during);
        return quiet;
    }

    private static OutputStream without(String name, PrintStream err) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                if (!Thread.currentThread().getName().startsWith(name)) {
                    err.write(bytes, from, length);
                }
            }

            @Override
            public void flush() {
                err.flush();
            }
        };
    }

    /** Lets all threads be heard again. */
    void close() {
        if (System.err == during) { // else somebody else has taken its place since
            System.setErr(before);
        }
    }
}
