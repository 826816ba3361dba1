package io.github.coconut4j.model.run;

import io.github.coconut4j.model.decoder.Model;

/**
 * A model with what is to run it. Those who share one, an executor and the generators beside it, share the memory there may be: each lets go of its plans when another
 * needs the room. They are not for use at the same time.
 *
 * @param model that is run
 * @param options as they are on this machine
 * @param room for the plans of all
 */
public record ModelRuntime(Model model, ExecutorOptions options, PlanRoom room) {
    /** For training: the room leaves space for gradients and the optimiser's moments. */
    public static ModelRuntime forTraining(Model model, ExecutorOptions asked) {
        ExecutorOptions options = asked.here();
        long parameters = model.config().trained();
        return new ModelRuntime(model, options, new PlanRoom(options.memoryForTraining(parameters)));
    }

    /** For generation alone. */
    public static ModelRuntime forGeneration(Model model, ExecutorOptions asked) {
        ExecutorOptions options = asked.here();
        return new ModelRuntime(model, options, new PlanRoom(options.memoryBeside(0)));
    }
}
