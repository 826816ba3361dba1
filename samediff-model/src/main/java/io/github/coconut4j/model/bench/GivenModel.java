package io.github.coconut4j.model.bench;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.folder.ModelFolder;
import java.nio.file.Path;

/**
 * A model of any family, as somebody's {@code config.json} describes it.
 *
 * @param config of which nothing can be changed
 */
public record GivenModel(DecoderConfig config) implements BenchmarkModel {
    /**
     * {@return the model that a folder describes; its weights need not be there}
     *
     * @param folder with a config.json
     * @throws ModelException if that describes no model known here
     */
    public static GivenModel of(Path folder) {
        return new GivenModel(ModelFolder.decoder(folder));
    }

    @Override
    public int vocabulary() {
        return config.vocabulary();
    }

    @Override
    public DecoderConfig decoder(int columns) {
        if (columns > config.positions()) {
            throw new ModelException(
                    "%,d columns are more than the %,d positions of the model: ask for a shorter question."
                            .formatted(columns, config.positions()));
        }
        return config;
    }

    @Override
    public BenchmarkModel width(int other) {
        throw new ModelException("A given model has one width, %,d.".formatted(config.width()));
    }
}
