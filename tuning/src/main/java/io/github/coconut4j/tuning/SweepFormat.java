package io.github.coconut4j.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.ExperimentFormat;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.tuning.search.GeneticSearch;
import io.github.coconut4j.tuning.search.GridSearch;
import io.github.coconut4j.tuning.search.RandomSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sweeps as YAML. Keys that are left out have the defaults of {@link SweepDsl}. The base is an experiment, or the name of a
 * file with one, relative to the sweep's own file.
 */
final class SweepFormat {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String BASE = "base";

    /** Keys that experiments have, or official args files, and sweeps have not. */
    private static final List<String> OF_EXPERIMENTS =
            List.of("data", "model", "method", "methods", "curriculum", "model_id", "c_thought");

    private static final ConfigFormat<Sweep> FORMAT =
            new ConfigFormat<>(Sweep.class, defaults(), ExperimentFormat.kinds());

    private SweepFormat() {}

    private static Map<Class<?>, Object> defaults() {
        Map<Class<?>, Object> defaults = new HashMap<>(ExperimentFormat.defaults());
        defaults.put(Sweep.class, ofAnySweep());
        defaults.put(GridSearch.class, SweepDsl.grid());
        defaults.put(RandomSearch.class, SweepDsl.random(0));
        defaults.put(GeneticSearch.class, SweepDsl.genetic(0));
        return defaults;
    }

    /** What every sweep begins with in {@link SweepDsl}, but for its base and the name that follows from it. */
    private static Map<String, Object> ofAnySweep() {
        String any = new ConfigFormat<>(Sweep.class, Map.of(), ExperimentFormat.kinds())
                .write(SweepDsl.sweep(Dsl.experiment("any")));
        try {
            Map<String, Object> keys = YAML.readValue(any, new TypeReference<>() {});
            keys.keySet().removeAll(List.of(BASE, "name"));
            return keys;
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }

    static String write(Sweep sweep) {
        return FORMAT.write(sweep);
    }

    static boolean isSweep(Path file) {
        return hasAny(file, List.of(BASE, "over"));
    }

    static boolean isExperiment(Path file) {
        return !isSweep(file) && hasAny(file, OF_EXPERIMENTS);
    }

    private static boolean hasAny(Path file, List<String> keys) {
        try {
            ObjectNode tree = ConfigText.of(file).tree();
            return keys.stream().anyMatch(tree::has);
        } catch (CurriculumException broken) { // whoever reads it says what is wrong
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

    /** Everything that is wrong is named at once: with the file, with its base, and with the values that it searches. */
    static Sweep read(String yaml, String where, Path folder, List<String> overrides) {
        ObjectNode tree = new ConfigText(where, yaml).tree();
        Set<String> problems = new LinkedHashSet<>();
        try {
            putBaseIn(tree, folder);
        } catch (CurriculumException noBase) {
            problems.addAll(noBase.problems());
            tree.set(BASE, YAML.createObjectNode().put("name", "any"));
        }
        try {
            Sweep sweep = FORMAT.read(tree, where, overrides);
            if (problems.isEmpty()) {
                return sweep;
            }
        } catch (CurriculumException wrong) {
            problems.addAll(wrong.problems());
            problems.addAll(problemsOfValues(tree, where));
        }
        throw CurriculumException.listing(where, List.copyOf(problems));
    }

    /** Puts the file that a sweep names as its base in its place. */
    private static void putBaseIn(ObjectNode sweep, Path folder) {
        if (sweep.path(BASE).isTextual()) {
            Path file = folder.resolve(sweep.path(BASE).asText());
            if (!Files.isRegularFile(file)) {
                throw new CurriculumException("base: there is no file " + file + ".");
            }
            sweep.set(BASE, ConfigText.of(file).tree());
        }
    }

    /** What is searched may be wrong as well; that can be told where it and the base alone make a sweep. */
    private static List<String> problemsOfValues(ObjectNode sweep, String where) {
        if (!sweep.has("over")) {
            return List.of();
        }
        try {
            SweepChecks.check(
                    FORMAT.read(sweep.deepCopy().retain(BASE, "over"), where, List.of()), new TrainingListener() {});
            return List.of();
        } catch (CurriculumException wrong) {
            return wrong.problems();
        }
    }
}
