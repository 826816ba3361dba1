package io.github.coconut4j.cli.mutation;

import java.util.List;
import java.util.Map;

/**
 * A kind of file that users hand in.
 *
 * @param name of the kind
 * @param folder whole files by their paths in the folder that a command is given
 * @param spoilt path of the file that is changed
 * @param changes that are tried on it
 * @param commands that read it; {@code @} before a path stands for the folder
 */
record Kind(String name, Map<String, byte[]> folder, String spoilt, List<Change> changes, List<String> commands) {
    @Override
    public String toString() {
        return name;
    }
}
