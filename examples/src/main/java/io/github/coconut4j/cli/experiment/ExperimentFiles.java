package io.github.coconut4j.cli.experiment;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.tuning.Sweep;
import java.nio.file.Path;
import java.util.List;

/** Experiments as a user names them, in files. */
public final class ExperimentFiles {
    private ExperimentFiles() {}

    /**
     * Reads an experiment.
     *
     * @param overrides {@code key=value} settings that win over the file
     * @throws UserException if the file is a sweep, which has a command of its own
     * @throws io.github.coconut4j.curriculum.CurriculumException listing everything that is wrong
     */
    public static Experiment load(Path file, List<String> overrides) {
        if (Sweep.isSweep(file)) {
            throw new UserException("%s is a sweep, many experiments, not one; it is started with: ./coconut sweep %s"
                    .formatted(file, file));
        }
        return Experiment.load(file, overrides);
    }

    /**
     * The experiment with some of its methods only, in its own order.
     *
     * @param names of methods; none stands for all
     * @throws UserException if it has no such method
     */
    static Experiment only(Experiment experiment, List<String> names) {
        if (names.isEmpty()) {
            return experiment;
        }
        List<String> known = experiment.methods().stream().map(Method::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new UserException("%s does not train %s; it trains %s."
                    .formatted(experiment.name(), unknown, String.join(", ", known)));
        });
        return experiment.methods(experiment.methods().stream()
                .filter(method -> names.contains(method.name()))
                .toArray(Method[]::new));
    }
}
