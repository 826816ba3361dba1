package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.curriculum.settings.model.DecoderSettings;
import io.github.coconut4j.curriculum.settings.model.TrainableFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Experiments as YAML. Keys that are left out have the defaults of the {@link Dsl}. */
public final class ExperimentFormat {
    private static final Map<String, DecoderSettings> FAMILIES = TrainableFamily.onClassPath();

    private static final Map<Class<?>, Object> DEFAULTS = Stream.concat(
                    FAMILIES.values().stream(),
                    Stream.of(
                            Dsl.experiment("experiment"),
                            Dsl.graphSearch(),
                            Dsl.prosQa(),
                            Dsl.prontoQa(),
                            Dsl.arithmetic(),
                            Dsl.gpt2(),
                            Dsl.llama(),
                            Dsl.lora(),
                            Dsl.coconut(),
                            Dsl.noCurriculum(),
                            Dsl.pauseAsThought(),
                            Dsl.pauseToken(),
                            Dsl.icot(),
                            Dsl.pausePerPosition(),
                            Dsl.coconutRepeatFirst(),
                            Dsl.coconutStopGradient(),
                            Dsl.coconutBottleneck(),
                            Dsl.stages(4),
                            Dsl.adamW(1e-4),
                            Dsl.evaluation(),
                            Dsl.execution(),
                            Dsl.checkpoints()))
            .collect(Collectors.toMap(Object::getClass, Function.identity()));

    private static final ConfigFormat<Experiment> FORMAT = new ConfigFormat<>(Experiment.class, DEFAULTS, kinds());

    private ExperimentFormat() {}

    /** {@return the value of each type of part that stands in for keys that are left out; for formats of which experiments are a part} */
    public static Map<Class<?>, Object> defaults() {
        return DEFAULTS;
    }

    /** {@return the families of decoders that are found on the class path, by name; for formats of which experiments are a part} */
    public static Map<String, Class<?>> kinds() {
        return FAMILIES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .getClass()));
    }

    static String write(Experiment experiment) {
        return FORMAT.write(experiment);
    }

    static Experiment read(String yaml, String where, List<String> overrides) {
        return FORMAT.read(yaml, where, overrides);
    }

    static Experiment load(Path file, List<String> overrides) {
        return read(ConfigText.of(file).text(), file.toString(), overrides);
    }
}
