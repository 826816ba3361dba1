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
    /**
     * {@return a runtime for training: the room leaves space for gradients and the optimiser's moments}
     *
     * @param model that is run
     * @param asked streams, mode and memory; a device takes one stream whatever is asked
     */
    public static ModelRuntime forTraining(Model model, ExecutorOptions asked) {
        ExecutorOptions options = asked.here();
        long parameters = model.config().trained();
        return new ModelRuntime(model, options, new PlanRoom(options.memoryForTraining(parameters)));
    }

    /**
     * {@return a runtime for generation alone}
     *
     * @param model that is run
     * @param asked streams, mode and memory; a device takes one stream whatever is asked
     */
    public static ModelRuntime forGeneration(Model model, ExecutorOptions asked) {
        ExecutorOptions options = asked.here();
        return new ModelRuntime(model, options, new PlanRoom(options.memoryBeside(0)));
    }
}
