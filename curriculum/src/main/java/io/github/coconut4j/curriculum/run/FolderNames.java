package io.github.coconut4j.curriculum.run;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of experiments and sweeps, which are names of folders on every system a run may be copied to. */
public final class FolderNames {
    /** Most characters; a file system takes 255, and names that are made of this one are longer. */
    public static final int LONGEST = 100;

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_-])?");

    /** Devices on Windows, in any letter case and with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private FolderNames() {}

    /**
     * {@return what is wrong with a name, without a full stop; empty if nothing is}
     *
     * @param name of an experiment or a folder
     */
    public static Optional<String> problem(String name) {
        if (name.length() > LONGEST) {
            return Optional.of("name must have at most " + LONGEST + " characters, not " + name.length());
        }
        if (!FIT.matcher(name).matches()) {
            return Optional.of(
                    "name must be fit for a folder (letters, digits, . _ -, no . at its end), not \"" + name + "\"");
        }
        if (DEVICE.matcher(name).matches()) {
            return Optional.of(
                    "name must be fit for a folder on every system, and Windows keeps \"" + name + "\" for a device");
        }
        return Optional.empty();
    }
}
