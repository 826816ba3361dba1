package io.github.coconut4j.curriculum.exchange;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.curriculum.run.Checkpoint;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.PeftFolder;
import io.github.coconut4j.model.folder.SameDiffFiles;
import io.github.coconut4j.model.lora.Adapters;
import java.nio.file.Path;

/**
 * Gives a model out, without what only its training needs.
 *
 * <p>Creating one throws {@link CurriculumException} if the number of thoughts is negative.
 *
 * @param model folder with configuration, weights and tokenizer
 * @param thoughts how many thoughts it has before an answer; 0 if nobody has said
 */
public record ModelExport(Path model, int thoughts) {

    public ModelExport {
        if (thoughts < 0) {
            throw new CurriculumException("thoughts must be at least 0, not " + thoughts + ".");
        }
    }

    /**
     * {@return the model in a folder: a checkpoint, a run, whose last checkpoint is taken, or any model that was taken in}
     *
     * @param folder that stays as it is
     * @throws CurriculumException if there is none
     */
    public static ModelExport of(Path folder) {
        if (!InputFiles.isFolder(folder)) {
            throw new CurriculumException(InputFiles.noFolder(folder));
        }
        RunFolder run = new RunFolder(folder);
        if (run.exists()) {
            Checkpoint checkpoint = run.checkpoints()
                    .latest()
                    .orElseThrow(() -> new CurriculumException(
                            folder + " holds no checkpoint: give the folder of one method, after its first epoch."));
            return new ModelExport(checkpoint.folder(), checkpoint.state().thoughts());
        }
        return new ModelExport(
                folder,
                Checkpoint.find(folder)
                        .map(checkpoint -> checkpoint.state().thoughts())
                        .orElse(0));
    }

    /**
     * {@return the same with another number of thoughts}
     *
     * @param count 0 or more
     */
    public ModelExport thoughts(int count) {
        return new ModelExport(model, count);
    }

    /**
     * Writes a folder that transformers opens with {@code AutoModelForCausalLM.from_pretrained}: {@code config.json}, {@code model.safetensors} and the tokenizer's files.
     *
     * @param out folder that is not there yet
     */
    public void toHuggingFace(Path out) {
        WholeFolders.requireFree(out);
        Tokenizer tokenizer = Tokenizers.load(model);
        try (Model loaded = Adapters.merged(ModelFolder.load(model))) {
            WholeFolders.write(out, folder -> {
                ModelFolder.save(loaded, folder);
                tokenizer.save(folder);
            });
        }
    }

    /**
     * Writes the adapters of a model alone, as peft reads them: {@code adapter_config.json}, {@code adapter_model.safetensors} and the tokenizer's files.
     *
     * @param out folder that is not there yet
     * @throws RuntimeException with a sentence for the user if the model was trained as a whole
     */
    public void toPeft(Path out) {
        WholeFolders.requireFree(out);
        Tokenizer tokenizer = Tokenizers.load(model);
        try (Model loaded = ModelFolder.load(model)) {
            WholeFolders.write(out, folder -> {
                PeftFolder.save(loaded, folder);
                tokenizer.save(folder);
            });
        }
    }

    /**
     * Writes a folder for SameDiff alone: {@code model.fb}, which takes whole rows and has their thoughts within, {@code step.fb}, which goes on column by column with the
     * keys and values so far, a text beside each that says what it takes, and the tokenizer's files.
     *
     * @param out folder that is not there yet
     */
    public void toSameDiff(Path out) {
        WholeFolders.requireFree(out);
        Tokenizer tokenizer = Tokenizers.load(model);
        try (Model loaded = Adapters.merged(ModelFolder.load(model))) {
            WholeFolders.write(out, folder -> {
                SameDiffFiles.write(loaded, thoughts, folder.resolve("model.fb"));
                SameDiffFiles.writeStep(loaded, folder.resolve("step.fb"));
                tokenizer.save(folder);
            });
        }
    }

    /**
     * Writes a checkpoint without its optimizer, a third of the size: all that asking, auditing and analysing it needs.
     *
     * @param out folder that is not there yet
     * @throws CurriculumException if the model is no checkpoint of this program
     */
    public void toCheckpoint(Path out) {
        WholeFolders.requireFree(out);
        Checkpoint.open(model).copyWithoutOptimizer(out);
    }
}
