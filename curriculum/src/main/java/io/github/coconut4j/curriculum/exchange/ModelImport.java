package io.github.coconut4j.curriculum.exchange;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.WholeFolders;
import io.github.coconut4j.curriculum.settings.model.PretrainedSettings;
import io.github.coconut4j.data.InputFiles;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.PeftAdapters;
import io.github.coconut4j.model.folder.PeftFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.folder.WeightSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes a model of others in: weights in any of their formats, the tokens around thoughts added behind the vocabulary where it lacks them, written as a folder
 * that everything here reads.
 *
 * <p>Creating one throws {@link CurriculumException} if one of them is missing, or only weights are there.
 *
 * @param weights a Hugging Face folder, a folder of peft's adapters, or a file of weights: safetensors, or a {@code torch.save} of a state_dict, as the official Coconut leaves it
 * @param base the folder with the configuration and the tokenizer that belong to the weights; of a folder, itself
 */
public record ModelImport(Path weights, Path base) {

    public ModelImport {
        if (!Files.exists(weights)) {
            throw new CurriculumException("There is no file or folder " + weights + ".");
        }
        if (!Files.isDirectory(base)) {
            throw new CurriculumException(
                    base.equals(weights)
                            ? weights + " holds weights only; name the model folder it was trained from, whose"
                                    + " configuration and tokenizer it shares."
                            : InputFiles.noFolder(base));
        }
    }

    /**
     * Everything from one folder; adapters of peft go with the base model that they name.
     *
     * @param folder with weights, configuration and tokenizer
     * @return what there is to take in, not read yet
     * @throws CurriculumException if one of them is missing
     */
    public static ModelImport of(Path folder) {
        if (!PeftFolder.is(folder)) {
            return new ModelImport(folder, folder);
        }
        Path named = PeftAdapters.open(folder)
                .base()
                .orElseThrow(() -> new CurriculumException(folder
                        + " holds adapters of peft; name the folder of the model they stand beside,"
                        + " since the one they name is not here."));
        return new ModelImport(folder, named);
    }

    /**
     * Writes the folder, whole or not at all.
     *
     * @param out folder that is not there yet
     * @return what was taken in
     * @throws RuntimeException with a sentence for the user if something is wrong with the files or the folder
     */
    public Imported into(Path out) {
        WholeFolders.requireFree(out);
        if (PeftFolder.is(weights)) {
            return merged(out);
        }
        ModelFolder.requireKnown(base);
        Tokenizer tokenizer = Tokenizers.load(base);
        PretrainedSettings settings = PretrainedSettings.of(base).weights(weights);
        try (Model model = settings.create(tokenizer, 0)) {
            WholeFolders.write(out, folder -> {
                ModelFolder.save(model, folder);
                tokenizer.save(folder);
            });
            return imported(out, weights, model, settings.growth(tokenizer), EndToken.disagreements(base, tokenizer));
        }
    }

    /** Adapters are put into the model they stand beside; a tokenizer that lies with them is newer than the model's. */
    private Imported merged(Path out) {
        PeftAdapters adapters = PeftAdapters.open(weights);
        boolean ownTokenizer =
                Files.exists(weights.resolve("tokenizer.json")) || Files.exists(weights.resolve("vocab.json"));
        Tokenizer tokenizer = Tokenizers.load(ownTokenizer ? weights : base);
        PretrainedSettings settings = PretrainedSettings.of(base);
        try (Model model = settings.create(tokenizer, 0)) {
            adapters.mergeInto(model);
            WholeFolders.write(out, folder -> {
                ModelFolder.save(model, folder);
                tokenizer.save(folder);
            });
            return imported(out, base, model, settings.growth(tokenizer), EndToken.disagreements(base, tokenizer));
        }
    }

    private Imported imported(Path out, Path from, Model model, VocabularyGrowth growth, List<String> notes) {
        WeightSummary read = ModelFolder.weights(base, from);
        int kept = growth.kept(read.embeddings(), read.configured(), from.equals(base));
        return Imported.of(out, model, read.embeddings(), read.embeddings() - kept, read.turned(), notes);
    }

    /**
     * What was written.
     *
     * @param folder of the model
     * @param family of its decoder, {@code model_type} in config.json
     * @param layers of the transformer
     * @param width of its hidden states
     * @param heads of each attention
     * @param positions longest text in tokens, thoughts included
     * @param vocabulary tokens, those around thoughts included
     * @param embeddings of the weights
     * @param leftOut those of them that belong to no token
     * @param parameters numbers of the model
     * @param tokens ids of the special tokens
     * @param nanoGpt whether the weights are those of nanoGPT, whose GELU is the exact one: what was read answers a little differently there
     * @param notes where files of the folder disagree, and which was followed
     */
    public record Imported(
            Path folder,
            String family,
            int layers,
            int width,
            int heads,
            int positions,
            int vocabulary,
            int embeddings,
            int leftOut,
            long parameters,
            LatentTokens tokens,
            boolean nanoGpt,
            List<String> notes) {

        public Imported {
            notes = List.copyOf(notes);
        }

        private static Imported of(
                Path folder, Model model, int embeddings, int leftOut, boolean nanoGpt, List<String> notes) {
            ModelConfig config = model.config();
            return new Imported(
                    folder,
                    config.decoder().family(),
                    config.layers(),
                    config.width(),
                    config.decoder().heads(),
                    config.positions(),
                    config.vocabulary(),
                    embeddings,
                    leftOut,
                    model.parameters().count(),
                    config.tokens(),
                    nanoGpt,
                    notes);
        }
    }
}
