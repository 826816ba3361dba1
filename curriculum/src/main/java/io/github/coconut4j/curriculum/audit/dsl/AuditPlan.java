package io.github.coconut4j.curriculum.audit.dsl;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.audit.report.AuditFiles;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.data.ProblemSource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An audit to be run: one immutable value. Without interventions all are made.
 *
 * @param model the folder of a run of one method, or a checkpoint
 * @param problems it is asked; those of its run's test if empty
 * @param settings how thorough it is
 * @param chosen interventions beside those that the verdict rests on; none for all
 * @param files where the page goes, if it is wanted; results of finished experiments are kept there
 */
public record AuditPlan(
        Path model,
        Optional<ProblemSource> problems,
        AuditSettings settings,
        List<Intervention> chosen,
        Optional<Path> files) {
    private static final Set<Operator> DONORS = EnumSet.of(Operator.TWIN, Operator.OTHER_PROBLEM, Operator.SELF);

    public AuditPlan {
        chosen = List.copyOf(chosen);
    }

    /**
     * {@return the same on other problems, which stay open and belong to the caller}
     *
     * @param others of the kind the model was trained on
     */
    public AuditPlan on(ProblemSource others) {
        return new AuditPlan(model, Optional.of(others), settings, chosen, files);
    }

    /**
     * {@return the same with other settings}
     *
     * @param other that replace all there were
     */
    public AuditPlan settings(AuditSettings other) {
        return new AuditPlan(model, problems, other, chosen, files);
    }

    /**
     * {@return the same with so many pairs}
     *
     * @param pairs 1 or more; fewer where there are fewer problems
     */
    public AuditPlan pairs(int pairs) {
        return settings(settings.withPairs(pairs));
    }

    /**
     * The same with thoughts of others in the place of the own.
     *
     * @param donors whose
     * @return the plan with them
     * @throws CurriculumException if one is nobody's thoughts
     */
    public AuditPlan interchange(Intervention... donors) {
        for (Intervention donor : donors) {
            if (!DONORS.contains(donor.operator())) {
                throw new CurriculumException(
                        "An interchange needs somebody's thoughts (twins, strangers, itself), not %s; see interventions."
                                .formatted(donor.operator().words()));
            }
        }
        return interventions(donors);
    }

    /**
     * {@return the same with these interventions too}
     *
     * @param more made besides those there are
     */
    public AuditPlan interventions(Intervention... more) {
        return new AuditPlan(
                model,
                problems,
                settings,
                Stream.concat(chosen.stream(), Stream.of(more)).toList(),
                files);
    }

    /**
     * {@return the same, which writes its page and tables into a folder, and goes on there where it was stopped}
     *
     * @param folder need not exist
     */
    public AuditPlan into(Path folder) {
        return new AuditPlan(model, problems, settings, chosen, Optional.of(folder));
    }

    /**
     * Makes the experiments.
     *
     * @return verdict, its reasons and every figure
     * @throws CurriculumException if there is no such model, or it has no run whose problems it could be asked
     */
    public AuditReport run() {
        if (problems.isPresent()) {
            return ask(problems.get());
        }
        RunFolder run = new RunFolder(model);
        if (!run.exists()) {
            throw new CurriculumException(model
                    + " is no folder of a run, so nothing says which problems it was tested on; say on(problems).");
        }
        Experiment experiment = Experiment.load(run.config(), List.of());
        try (ProblemSets sets = experiment.data().open(experiment.seed(), experiment.evaluation())) {
            return ask(sets.test());
        }
    }

    private AuditReport ask(ProblemSource source) {
        Optional<AuditFiles> written = files.map(AuditFiles::in);
        try (TrainedModel trained = TrainedModel.open(model)) {
            Audit all = Audit.of(trained, source, settings);
            Audit some = chosen.isEmpty() ? all : all.interventions(chosen);
            AuditReport report = written.map(AuditFiles::finished)
                    .map(some::keeping)
                    .orElse(some)
                    .run();
            written.ifPresent(folder -> folder.write(report));
            return report;
        }
    }
}
