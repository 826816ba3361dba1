package io.github.coconut4j.curriculum.config;

import io.github.coconut4j.data.InputFiles;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the settings that names files, which have to be there before anything starts. */
public interface NeedsFiles {

    /** {@return what is missing, each in a sentence that begins with the key} */
    List<String> missingFiles();

    /**
     * {@return which of some files are missing; one that several keys name is missing once, under the first of them}
     *
     * @param files the path under each key, in the order of the settings
     */
    static List<String> missing(Map<String, String> files) {
        Map<String, String> keys = new LinkedHashMap<>();
        files.forEach((key, path) -> keys.putIfAbsent(path, key));
        List<String> missing = new ArrayList<>();
        keys.forEach((path, key) -> {
            if (!Files.exists(InputFiles.path(path))) {
                missing.add(key + ": there is no file " + path + ".");
            }
        });
        return missing;
    }
}
