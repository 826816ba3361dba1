package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.method.Coconut;
import io.github.coconut4j.curriculum.method.Curriculum;
import io.github.coconut4j.curriculum.method.NoCurriculum;
import io.github.coconut4j.curriculum.spec.AdamWSpec;
import io.github.coconut4j.curriculum.spec.EvaluationSpec;
import io.github.coconut4j.curriculum.spec.ExecutionSpec;
import io.github.coconut4j.curriculum.spec.Gpt2Spec;
import io.github.coconut4j.curriculum.spec.GraphSearchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Experiments as YAML. Keys that are left out have the defaults of the {@link Dsl}. */
final class ExperimentFormat {
    private static final Map<Class<?>, Object> DEFAULTS = Map.of(
            Experiment.class, Dsl.experiment("experiment"),
            GraphSearchSpec.class, Dsl.graphSearch(),
            Gpt2Spec.class, Dsl.gpt2(),
            Coconut.class, Dsl.coconut(),
            NoCurriculum.class, Dsl.noCurriculum(),
            Curriculum.class, Dsl.stages(4),
            AdamWSpec.class, Dsl.adamW(1e-4),
            EvaluationSpec.class, Dsl.evaluation(),
            ExecutionSpec.class, Dsl.execution());

    private static final ConfigFormat<Experiment> FORMAT = new ConfigFormat<>(Experiment.class, DEFAULTS);

    private ExperimentFormat() {}

    static String write(Experiment experiment) {
        return FORMAT.write(experiment);
    }

    static Experiment read(String yaml, String where, List<String> overrides) {
        return FORMAT.read(yaml, where, overrides);
    }

    static Experiment load(Path file, List<String> overrides) {
        if (!Files.isRegularFile(file)) {
            throw new CurriculumException("There is no file " + file + ".");
        }
        try {
            return read(Files.readString(file), file.toString(), overrides);
        } catch (IOException e) {
            throw new CurriculumException("Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
