package io.github.coconut4j.curriculum.spec;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.Model;
import java.nio.file.Path;

/**
 * A model folder to go on from: a checkpoint of a run, or a GPT-2 in Hugging Face's files.
 *
 * @param path of the folder
 */
public record PretrainedSpec(String path) implements ModelSpec {

    /** @throws CurriculumException if no folder is named */
    public PretrainedSpec {
        if (path == null || path.isBlank()) {
            throw new CurriculumException("path is missing: name the folder of a model.");
        }
    }

    @Override
    public void validate() {}

    @Override
    public Tokenizer tokenizer(ProblemSource training) {
        return Tokenizers.load(Path.of(path));
    }

    /** Tokens the model does not know yet, those around thoughts, start as copies of {@code <<}, as in the official code. */
    @Override
    public Model create(Tokenizer tokenizer, long seed) {
        return Model.load(
                Path.of(path),
                ModelSpec.latentTokens(tokenizer),
                tokenizer.size(),
                tokenizer.id("<<").orElse(tokenizer.eos()));
    }

    @Override
    public String parent() {
        return path;
    }
}
