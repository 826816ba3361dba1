package io.github.coconut4j.curriculum.audit.dsl;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.experiment.Run;
import io.github.coconut4j.curriculum.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words an audit is written with; to be imported statically. {@code audit(run).interchange(twins()).interventions(noise(), zeros().thought(2).frozen()).run()} asks the
 * run's own test problems. Words for interventions stand for all thoughts until told otherwise.
 */
public final class AuditDsl {
    private AuditDsl() {}

    /**
     * {@return an audit of a model: the folder of a run of one method, or a checkpoint}
     *
     * @param model with the run's {@code config.yaml} beside it
     */
    public static AuditPlan audit(Path model) {
        return new AuditPlan(model, Optional.empty(), AuditSettings.STANDARD, List.of(), Optional.empty());
    }

    /**
     * An audit of a run's Coconut, or of the method that it trained alone.
     *
     * @param run that has ended
     * @return the audit, not made yet
     * @throws CurriculumException if it trained several methods and none is coconut
     */
    public static AuditPlan audit(Run run) {
        List<String> methods = run.results().stream().map(RunResult::method).toList();
        if (methods.size() > 1 && !methods.contains("coconut")) {
            throw new CurriculumException("Which method is to be audited, %s? Say audit(run, method)."
                    .formatted(methods.stream().collect(Collectors.joining(" or "))));
        }
        return audit(run, methods.size() == 1 ? methods.get(0) : "coconut");
    }

    /**
     * {@return an audit of one method of a run}
     *
     * @param run that has ended
     * @param method by its name in YAML
     * @throws IllegalArgumentException if the run has not trained it
     */
    public static AuditPlan audit(Run run, String method) {
        run.result(method);
        return audit(run.results().size() == 1 ? run.folder() : run.folder().resolve(method));
    }

    /** {@return the thoughts of the counterfactual twin} */
    public static Intervention twins() {
        return Intervention.all(Operator.TWIN);
    }

    /** {@return the thoughts of another problem, drawn at random} */
    public static Intervention strangers() {
        return Intervention.all(Operator.OTHER_PROBLEM);
    }

    /** {@return the problem's own thoughts, which change nothing} */
    public static Intervention itself() {
        return Intervention.all(Operator.SELF);
    }

    /** {@return noise of each thought's own length} */
    public static Intervention noise() {
        return Intervention.all(Operator.NOISE);
    }

    /** {@return noise added to the thoughts} */
    public static Intervention addedNoise() {
        return Intervention.all(Operator.ADDED_NOISE);
    }

    /** {@return null vectors} */
    public static Intervention zeros() {
        return Intervention.all(Operator.ZERO);
    }

    /** {@return the mean of all thoughts} */
    public static Intervention mean() {
        return Intervention.all(Operator.MEAN);
    }

    /** {@return the mean of the thoughts at the same place} */
    public static Intervention meanOfStep() {
        return Intervention.all(Operator.MEAN_OF_STEP);
    }

    /** {@return the embedding of the latent token} */
    public static Intervention pauses() {
        return Intervention.all(Operator.PAUSE);
    }

    /** {@return the first thought in all places} */
    public static Intervention first() {
        return Intervention.all(Operator.FIRST);
    }

    /** {@return nothing: thoughts are taken out of the sequence} */
    public static Intervention removed() {
        return Intervention.all(Operator.REMOVED);
    }

    /** {@return the thoughts in another order} */
    public static Intervention permuted() {
        return Intervention.all(Operator.PERMUTED);
    }
}
