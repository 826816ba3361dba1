package io.github.coconut4j.curriculum.settings.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.LatentTokens;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The model an experiment begins with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Gpt2Settings.class, name = "gpt2"),
    @JsonSubTypes.Type(value = LlamaSettings.class, name = "llama"),
    @JsonSubTypes.Type(value = PretrainedSettings.class, name = "pretrained"),
})
public interface ModelSettings {

    /**
     * Checks that its parts fit together; single numbers are checked when it is made.
     *
     * @throws io.github.coconut4j.curriculum.CurriculumException if they do not
     */
    void validate();

    /**
     * {@return the tokenizer that belongs to the model}
     *
     * @param training whose words it must know, where the model brings no tokenizer of its own
     */
    Tokenizer tokenizer(ProblemSource training);

    /**
     * {@return a new model in its initial state; who asks for it closes it}
     *
     * @param tokenizer whose tokens it embeds
     * @param seed of the initial weights
     */
    Model create(Tokenizer tokenizer, long seed);

    /**
     * {@return the sizes of such a model, found out without making it}
     *
     * @param tokenizer whose number of tokens counts
     */
    ModelConfig sizes(Tokenizer tokenizer);

    /**
     * {@return what to do where problems are longer than the model has positions, for behind a semicolon}
     *
     * @param tokens of the longest problem, answer included
     */
    String roomFor(int tokens);

    /**
     * {@return the same with files that lie elsewhere; a model from scratch has none}
     *
     * @param change gives for each path that is named the one to take instead
     */
    default ModelSettings files(UnaryOperator<String> change) {
        return this;
    }

    /** {@return the folder the model began with; empty for a model from scratch} */
    default String parent() {
        return "";
    }

    /** {@return the files of weights the model began with; none for a model from scratch} */
    default List<Path> parentFiles() {
        return List.of();
    }

    /**
     * {@return the special tokens of a tokenizer, as a model takes them}
     *
     * @param tokenizer that has those of Coconut
     */
    static LatentTokens latentTokens(Tokenizer tokenizer) {
        return new LatentTokens(
                tokenizer.startLatent(), tokenizer.endLatent(), tokenizer.latent(), tokenizer.eos(), tokenizer.pad());
    }
}
