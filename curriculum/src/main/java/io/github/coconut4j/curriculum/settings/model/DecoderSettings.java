package io.github.coconut4j.curriculum.settings.model;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.Initialisation;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;

/** A decoder from scratch, with a vocabulary made from the training data. Implementations are records, whose components are the keys in YAML. */
public interface DecoderSettings extends ModelSettings {

    /**
     * {@return the decoder of these sizes}
     *
     * @param vocabulary tokens, special tokens included
     * @throws ModelException if there is no such decoder
     */
    DecoderConfig decoder(int vocabulary);

    /** {@return what its parameters begin with} */
    default Initialisation initialisation() {
        return Initialisation.GPT2;
    }

    @Override
    default void validate() {
        try {
            decoder(1);
        } catch (ModelException unfit) {
            throw new CurriculumException("model: " + unfit.getMessage(), unfit);
        }
    }

    @Override
    default Tokenizer tokenizer(ProblemSource training) {
        return Tokenizers.trainedOn(training);
    }

    @Override
    default ModelConfig sizes(Tokenizer tokenizer) {
        return new ModelConfig(decoder(tokenizer.size()), ModelSettings.latentTokens(tokenizer));
    }

    @Override
    default Model create(Tokenizer tokenizer, long seed) {
        return Model.create(sizes(tokenizer), initialisation(), seed);
    }

    @Override
    default String roomFor(int tokens) {
        return "set model.positions to at least " + tokens;
    }
}
