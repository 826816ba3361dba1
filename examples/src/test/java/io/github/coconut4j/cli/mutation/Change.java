package io.github.coconut4j.cli.mutation;

import java.io.IOException;
import java.util.Random;

/** One way to spoil a file. */
@FunctionalInterface
interface Change {
    /** The file with something changed at random. */
    byte[] of(byte[] whole, Random random) throws IOException;
}
