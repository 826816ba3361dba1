package io.github.coconut4j.curriculum.method;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.Layout;

/**
 * A way to reason, as a way to write problems down: which steps are left out and what stands in their place.
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
})
public interface Method {

    /** Its name in YAML, tables and folders. */
    String name();

    /** How a problem is written down to be learnt at a stage. */
    Layout training(Problem problem, int stage, Curriculum curriculum);

    /** How a problem is asked after training up to a stage; what it removes does not matter. */
    Layout answering(Problem problem, int stage, Curriculum curriculum);
}
