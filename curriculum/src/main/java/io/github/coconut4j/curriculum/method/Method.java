package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;
import io.github.coconut4j.model.loop.LoopOptions;
import java.util.List;

/**
 * A way to reason, as a way to write problems down: which steps are left out and what stands in their place. Few methods
 * need more: tokens of their own, another loop in the model, a course finer than stages.
 *
 * <p>Implementations are small records. They owe layouts that depend on nothing but the arguments. To be found in YAML,
 * an implementation stands in the list on this interface; the DSL takes any.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Coconut.class, name = "coconut"),
    @JsonSubTypes.Type(value = Cot.class, name = "cot"),
    @JsonSubTypes.Type(value = NoCot.class, name = "no_cot"),
    @JsonSubTypes.Type(value = NoThoughts.class, name = "no_thoughts"),
    @JsonSubTypes.Type(value = NoCurriculum.class, name = "no_curriculum"),
    @JsonSubTypes.Type(value = PauseAsThought.class, name = "pause_as_thought"),
    @JsonSubTypes.Type(value = PauseToken.class, name = "pause_token"),
    @JsonSubTypes.Type(value = ICot.class, name = "icot"),
    @JsonSubTypes.Type(value = PausePerPosition.class, name = "pause_per_position"),
    @JsonSubTypes.Type(value = CoconutRepeatFirst.class, name = "coconut_repeat_first"),
    @JsonSubTypes.Type(value = CoconutStopGradient.class, name = "coconut_stop_gradient"),
    @JsonSubTypes.Type(value = CoconutBottleneck.class, name = "coconut_bottleneck"),
})
public interface Method {

    /** {@return its name in YAML, tables and folders} */
    String name();

    /**
     * {@return how a problem is written down to be learnt at a stage}
     *
     * @param problem with all its steps
     * @param stage from 0 to one above {@code curriculum.stages()}
     * @param curriculum that says what each stage removes
     */
    Layout training(Problem problem, int stage, Curriculum curriculum);

    /**
     * {@return how a problem is asked after training up to a stage; what it removes does not matter}
     *
     * @param problem whose question alone is given
     * @param stage the last one trained, from 0 to one above {@code curriculum.stages()}
     * @param curriculum of that training
     */
    Layout answering(Problem problem, int stage, Curriculum curriculum);

    /**
     * {@return how a problem is written down at one moment of a training, for methods whose course is finer than stages}
     *
     * @param problem with all its steps
     * @param moment epoch, row and stage at which it is met
     * @param curriculum that says what each stage removes
     */
    default Layout training(Problem problem, Moment moment, Curriculum curriculum) {
        return training(problem, moment.stage(), curriculum);
    }

    /**
     * {@return special tokens it writes besides those every vocabulary has}
     *
     * @param curriculum whose number of stages may decide how many there are
     */
    default List<String> tokens(Curriculum curriculum) {
        return List.of();
    }

    /** {@return how the model feeds thoughts back and sees them} */
    default LoopOptions loop() {
        return LoopOptions.STANDARD;
    }

    /**
     * Checks that it makes sense with a curriculum.
     *
     * @param curriculum of the same experiment
     * @throws io.github.coconut4j.curriculum.CurriculumException if it does not
     */
    default void validate(Curriculum curriculum) {}

    /**
     * A moment of a training, as one problem meets it.
     *
     * @param stage the problem is trained at
     * @param epoch counted from 0
     * @param row of the problem
     * @param seed of all random choices, which are to be drawn by {@link io.github.coconut4j.data.RowRandom}
     */
    record Moment(int stage, int epoch, long row, long seed) {}
}
