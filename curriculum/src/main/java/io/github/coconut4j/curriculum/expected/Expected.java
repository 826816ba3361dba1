package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.config.ConfigText;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.curriculum.settings.OnNonFinite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment is expected to come to, a file beside its configuration: {@code configs/expected/NAME.yaml}.
 *
 * @param source whether the numbers were measured with this program, are a paper's, or do not exist yet
 * @param note where they come from, in words
 * @param seeds that were measured
 * @param machines they were measured on
 * @param settings the experiment they belong to, as YAML
 * @param methods what was measured, for each method
 */
public record Expected(
        Source source,
        String note,
        List<Long> seeds,
        List<String> machines,
        String settings,
        List<MethodBands> methods) {
    /** Name of the folder of such files, beside configurations. */
    public static final String FOLDER = "expected";

    private static final ConfigFormat<Expected> FORMAT = new ConfigFormat<>(
            Expected.class,
            Map.of(Expected.class, new Expected(Source.MEASURED, "", List.of(), List.of(), "", List.of())));

    /** Where expected numbers come from. */
    public enum Source {
        /** Runs of this program. */
        MEASURED,
        /** A paper; the experiment has not been run here, so there is no band to judge by. */
        PAPER,
        /** Nowhere: the settings have not been run yet. */
        NOT_RUN
    }

    public Expected {
        seeds = List.copyOf(seeds);
        machines = List.copyOf(machines);
        methods = List.copyOf(methods);
    }

    /**
     * {@return the file of the same name in the folder {@code expected} beside a configuration; it need not exist}
     *
     * @param config YAML of an experiment
     */
    public static Path beside(Path config) {
        return config.toAbsolutePath().resolveSibling(FOLDER).resolve(config.getFileName());
    }

    /**
     * Reads a file.
     *
     * @param file as {@link #write} leaves it
     * @return its numbers, checked
     * @throws CurriculumException if it is missing or broken
     */
    public static Expected load(Path file) {
        Expected expected = FORMAT.read(ConfigText.of(file).text(), file.toString(), List.of());
        if (expected.source() == Source.MEASURED) {
            expected.requireSettings(file);
        }
        return expected;
    }

    private void requireSettings(Path file) {
        try {
            Experiment.fromYaml(settings);
        } catch (CurriculumException broken) {
            throw CurriculumException.listing(file + ", settings", broken.problems());
        }
    }

    /**
     * Writes a file; its folder is made where there is none.
     *
     * @param file is replaced where there is one
     */
    public void write(Path file) {
        WholeFiles.makeFolder(file.toAbsolutePath().getParent());
        WholeFiles.write(file, FORMAT.write(this));
    }

    /**
     * {@return what one method is expected to come to}
     *
     * @param name as in YAML
     */
    public Optional<MethodBands> method(String name) {
        return methods.stream().filter(bands -> bands.method().equals(name)).findFirst();
    }

    /**
     * {@return whether these numbers were measured on the settings of an experiment, all its methods among them, whatever its name and seed}
     *
     * @param experiment to be judged by them
     */
    public boolean isOf(Experiment experiment) {
        if (source != Source.MEASURED) {
            return false;
        }
        Experiment measured = Experiment.fromYaml(settings);
        return measured.methods().containsAll(experiment.methods()) && isSame(measured, experiment);
    }

    /** Whether two experiments differ in nothing but name, seed, methods and what changes no result beyond rounding. */
    static boolean isSame(Experiment one, Experiment other) {
        return comparable(one).equals(comparable(other.methods(one.methods().toArray(Method[]::new))));
    }

    private static Experiment comparable(Experiment experiment) {
        return experiment
                .name("any")
                .seed(0)
                .execution(Dsl.execution()
                        .workers(
                                experiment.execution().workers(),
                                experiment.execution().workers() == 1
                                        ? Dsl.execution().averagingFrequency()
                                        : experiment.execution().averagingFrequency()))
                .checkpoints(Dsl.checkpoints())
                .onNonFinite(OnNonFinite.STOP);
    }
}
