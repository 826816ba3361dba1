/**
 * The files of a run: its folder, checkpoints that survive being killed at any moment, the lock, where it came from.
 *
 * <pre>
 * runs/NAME/
 *   config.yaml         the experiment, every key written out
 *   provenance.json     versions, data, machine
 *   metrics.jsonl       one line for each step or evaluation
 *   checkpoints/epoch-0001/   a model folder, optimizer.safetensors and state.json
 *   checkpoints/epoch-0001-step-0000150/   the same within the epoch that follows
 *   non-finite/         batches whose loss or gradient was no finite number
 *   result.json         the test, once finished
 *   failure.json        what ended the run before
 *   model.fb            the model for stock SameDiff, once finished; model.txt says what it takes
 *   report.html
 * </pre>
 *
 * <p>An experiment with several methods has such a folder for each method, {@code runs/NAME/METHOD/}, and its own {@code
 * config.yaml} and {@code report.html} above them. Start with {@link io.github.coconut4j.curriculum.run.RunFolder}.
 */
package io.github.coconut4j.curriculum.run;
