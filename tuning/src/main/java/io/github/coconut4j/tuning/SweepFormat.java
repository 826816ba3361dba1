package io.github.coconut4j.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.curriculum.experiment.ExperimentFormat;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.search.GeneticSearch;
import io.github.coconut4j.tuning.search.GridSearch;
import io.github.coconut4j.tuning.search.RandomSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sweeps as YAML. Keys that are left out have the defaults of {@link SweepDsl}. The base is an experiment, or the name of a
 * file with one, relative to the sweep's own file.
 */
final class SweepFormat {
    private static final ConfigFormat<Sweep> FORMAT =
            new ConfigFormat<>(Sweep.class, defaults(), ExperimentFormat.kinds());
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String BASE = "base";

    private SweepFormat() {}

    private static Map<Class<?>, Object> defaults() {
        Map<Class<?>, Object> defaults = new HashMap<>(ExperimentFormat.defaults());
        // Not a sweep: one without base does not exist.
        defaults.put(
                Sweep.class,
                Map.of(
                        "name",
                        "sweep",
                        "over",
                        List.of(),
                        "search",
                        Map.of("type", "random", "seed", 0),
                        "candidates",
                        20,
                        "minutes",
                        0,
                        "parallel",
                        1,
                        "halving",
                        1,
                        "price_per_token",
                        0,
                        "engine",
                        ArbiterEngine.NAME,
                        "master",
                        ""));
        defaults.put(GridSearch.class, SweepDsl.grid());
        defaults.put(RandomSearch.class, SweepDsl.random(0));
        defaults.put(GeneticSearch.class, SweepDsl.genetic(0));
        return defaults;
    }

    static String write(Sweep sweep) {
        return FORMAT.write(sweep);
    }

    static boolean isSweep(Path file) {
        ConfigText text = ConfigText.of(file);
        try {
            return text.tree().has(BASE);
        } catch (CurriculumException broken) {
            return false;
        }
    }

    static Sweep load(Path file, List<String> overrides) {
        return read(
                ConfigText.of(file).text(),
                file.toString(),
                file.toAbsolutePath().getParent(),
                overrides);
    }

    static Sweep read(String yaml, String where, Path folder, List<String> overrides) {
        return FORMAT.read(withBase(yaml, where, folder), where, overrides);
    }

    /** The text with the file it names as its base put in. */
    private static String withBase(String yaml, String where, Path folder) {
        ObjectNode sweep = new ConfigText(where, yaml).tree();
        if (!sweep.path(BASE).isTextual()) {
            return yaml;
        }
        Path file = folder.resolve(sweep.path(BASE).asText());
        if (!Files.isRegularFile(file)) {
            throw new CurriculumException("base: there is no file " + file + ".");
        }
        sweep.set(BASE, ConfigText.of(file).tree());
        try {
            return YAML.writeValueAsString(sweep);
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }
}
