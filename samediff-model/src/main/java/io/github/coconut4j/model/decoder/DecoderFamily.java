package io.github.coconut4j.model.decoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Path;
import java.util.Map;

/**
 * A kind of decoder and how its models lie in files: the reader of its config.json and the table of its tensor names. Found by {@link java.util.ServiceLoader}, so an
 * implementation has a public constructor without parameters and stands in {@code META-INF/services/io.github.coconut4j.model.decoder.DecoderFamily}.
 */
public interface DecoderFamily {
    /** {@return its name: {@code model_type} in config.json, {@code model.type} in YAML} */
    String name();

    /** {@return its name for people} */
    default String title() {
        return name();
    }

    /**
     * Reads the sizes from config.json. What the file asks for and the decoder does not compute is refused by the key's name, with the methods of
     * {@link ConfigJson}: a model that runs but computes something else is the worst outcome.
     *
     * @param json the file
     * @param vocabulary tokens of the model; what the file says of them does not count
     * @return the sizes
     * @throws io.github.coconut4j.model.ModelException naming file and key when one is missing, no number, or not known
     */
    DecoderConfig read(ConfigJson json, int vocabulary);

    /**
     * Writes what {@link #read} reads, such that an equal decoder is read. {@code model_type}, {@code vocab_size}, the special tokens and the block
     * {@code coconut} are written by whoever calls.
     *
     * @param config sizes of a decoder of this family
     * @param json receives them
     */
    void write(DecoderConfig config, ObjectNode json);

    /**
     * {@return the table of tensor names: where a file's tensors have the parameters of a decoder} What is no parameter and no second name of one is refused,
     * not dropped.
     *
     * @param path of the file, for messages
     * @param file its tensors; of a large model, so none is read here
     * @param config sizes of the decoder
     * @throws io.github.coconut4j.model.ModelException when the file holds no such model, or anything beside it
     */
    default TensorTable tensors(Path path, TensorSource file, DecoderConfig config) {
        return TensorTable.byName(path, file.names(), config, Map.of());
    }
}
