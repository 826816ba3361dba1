package io.github.coconut4j.curriculum.config;

import java.util.List;

/** A part of the settings that names files, which have to be there before anything starts. */
public interface NeedsFiles {

    /** What is missing, each in a sentence that begins with the key. */
    List<String> missingFiles();
}
