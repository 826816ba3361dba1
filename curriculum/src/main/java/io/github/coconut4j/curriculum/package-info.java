/**
 * Training with continuous thoughts: methods and their stages, the trainer, evaluation, the files of a run, its report.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.experiment.Experiment}, the one value that describes a whole run,
 * and {@link io.github.coconut4j.curriculum.experiment.Dsl}, which spells it. Below it, each package on those before it:
 *
 * <ul>
 *   <li>{@code config}: from YAML to values and back, with every problem of a file in one list;
 *   <li>{@code method}: what a problem looks like at each stage;
 *   <li>{@code settings}: data, model, optimizer and evaluation, as an experiment names them;
 *   <li>{@code evaluation}: greedy answers to held-out problems, in three classes;
 *   <li>{@code run}: the folder of a run, its checkpoints, its lock;
 *   <li>{@code training}: the loop, and who listens to it;
 *   <li>{@code report}: {@code report.html};
 *   <li>{@code experiment}: all of it put together.
 * </ul>
 *
 * <p>May depend on {@code io.github.coconut4j.data} and {@code io.github.coconut4j.model}, which know nothing of each
 * other; knows nothing of searches and of the command line.
 */
package io.github.coconut4j.curriculum;
