package io.github.coconut4j.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A model, a batch and what others compute for them: the official implementation, or transformers driven through its loop. The files' origin is told in
 * {@code coconut-parity/README.md} and {@code llama-parity/README.md}.
 */
public record Fixture(String name, Path folder, Map<String, INDArray> reference) {
    public static final List<String> NAMES = List.of("uniform", "ragged", "no_thoughts");

    /** Of the Llama family. */
    public static final List<String> LLAMA_NAMES = List.of("llama", "llama3_ragged", "qwen2");

    /** A prompt and its greedy continuation, without the end-of-text token. */
    public record Greedy(int[] prompt, int[] answer) {}

    public static Fixture of(String name) {
        String parity = LLAMA_NAMES.contains(name) ? "llama-parity" : "coconut-parity";
        Path folder = Path.of("src/test/resources", parity, name);
        return new Fixture(name, folder, SafeTensors.read(folder.resolve("reference.safetensors")));
    }

    public Model model() {
        return ModelFolder.load(folder);
    }

    public MultiDataSet batch() {
        INDArray[] features = {ints("input_ids"), ints("attention_mask"), ints("position_ids")};
        return new org.nd4j.linalg.dataset.MultiDataSet(features, new INDArray[] {ints("labels")});
    }

    private INDArray ints(String array) {
        return reference.get(array).castTo(DataType.INT32);
    }

    public double loss() {
        return reference.get("loss").getDouble(0);
    }

    public INDArray gradient(String parameter) {
        return reference.get("grad." + parameter);
    }

    public List<Greedy> greedy(int eos) {
        List<Greedy> all = new ArrayList<>();
        for (JsonNode node : json("generate.json")) {
            int[] prompt = numbers(node.get("prompt"));
            int[] output = numbers(node.get("output"));
            int end = output[output.length - 1] == eos ? output.length - 1 : output.length;
            all.add(new Greedy(
                    prompt,
                    IntStream.range(prompt.length, end).map(i -> output[i]).toArray()));
        }
        return all;
    }

    private JsonNode json(String file) {
        try {
            return new ObjectMapper().readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] numbers(JsonNode list) {
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asInt();
        }
        return numbers;
    }

    @Override
    public String toString() {
        return name;
    }
}
