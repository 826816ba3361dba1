package io.github.coconut4j.model.llama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.LoopGraph;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TinyModels;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.folder.VocabularyGrowth;
import io.github.coconut4j.model.io.PickleWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checkpoints of any sizes, types and spellings, written here byte by byte: what is computed from their files is what plain arithmetic makes of the drawn sizes and numbers. */
class LlamaCheckpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VOCABULARY = 13;

    /** Types of numbers by their names in safetensors and in PyTorch. */
    private static final Map<String, String> STORAGES =
            Map.of("F64", "DoubleStorage", "F32", "FloatStorage", "F16", "HalfStorage", "BF16", "BFloat16Storage");

    /** Of floats against doubles: rounding. */
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    @RepeatedTest(12)
    void isReadAsWhatItIs(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        LlamaConfig sizes = sizes(random);
        ModelConfig config = new ModelConfig(sizes, TinyModels.TOKENS);
        JSON.writeValue(folder.resolve("config.json").toFile(), json(sizes, random));
        Parameters numbers = Parameters.zeros(ParameterSpec.shapes(sizes.parameters()), DataType.DOUBLE);
        TinyModels.randomDoubles(numbers, repetition.getCurrentRepetition());
        writeWeights(
                numbers,
                List.of("F64", "F32", "BF16", "F16").get(random.nextInt(4)),
                1 + random.nextInt(3),
                repetition.getCurrentRepetition() % 3 == 0);

        PlainLlama plain = new PlainLlama(config, numbers);
        VocabularyGrowth none = new VocabularyGrowth(VOCABULARY, VOCABULARY, VOCABULARY, 3);
        try (Model model = ModelFolder.load(folder, folder, TinyModels.TOKENS, none)) {
            assertThat(model.config().decoder()).isEqualTo(sizes);
            for (int thoughts : new int[] {0, 3}) {
                TokenRow row =
                        TokenRow.random(config, thoughts, 2 + random.nextInt(5), thoughts, 1 + random.nextInt(3));
                double[] expected = Arrays.stream(plain.logits(row.ids().length, row.ids()))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                LoopGraph graph = LoopGraph.over(config::in, config, model.parameters(), TokenRow.batch(config, row));
                assertThat(Relative.error(Relative.numbers(graph.run(Mode.FAST).logits()), expected))
                        .as("%d thoughts of %s", thoughts, sizes)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private static LlamaConfig sizes(Random random) {
        Variant variant = List.of(Variant.values()).get(random.nextInt(3));
        int keys = 1 + random.nextInt(3);
        Heads heads = new Heads(keys * (1 + random.nextInt(4)), keys, 2 + 2 * random.nextInt(4));
        boolean derived = random.nextBoolean();
        int width = derived ? heads.queryWidth() : 3 + random.nextInt(12);
        Llama3Scaling scaling = random.nextBoolean()
                ? null
                : new Llama3Scaling(
                        1 + 9 * random.nextDouble(),
                        0.25 + random.nextDouble(),
                        1.5 + 6 * random.nextDouble(),
                        4 + random.nextInt(60));
        double epsilon = List.of(1e-6, 1e-5, 0.02).get(random.nextInt(3));
        return new LlamaConfig(
                variant,
                1 + random.nextInt(3),
                width,
                2 + random.nextInt(20),
                heads,
                VOCABULARY,
                24 + random.nextInt(40),
                epsilon,
                new Rotary(2 + random.nextInt(500), scaling),
                random.nextBoolean(),
                0);
    }

    /** The configuration in one of its spellings, with what other programs write down besides. */
    private static ObjectNode json(LlamaConfig sizes, Random random) {
        Heads heads = sizes.attention();
        ObjectNode json = JSON.createObjectNode();
        json.put("model_type", sizes.variant().type()).put("vocab_size", VOCABULARY);
        json.put("num_hidden_layers", sizes.layers()).put("hidden_size", sizes.width());
        json.put("intermediate_size", sizes.inner()).put("max_position_embeddings", sizes.positions());
        json.put("num_attention_heads", heads.queries()).put("num_key_value_heads", heads.keys());
        json.put("rms_norm_eps", sizes.epsilon()).put("tie_word_embeddings", sizes.tied());
        json.put(random.nextBoolean() ? "torch_dtype" : "dtype", "bfloat16");
        json.put("use_cache", true).put("eos_token_id", TinyModels.TOKENS.eos()).put("hidden_act", "silu");
        json.putNull("sliding_window").putNull("quantization_config");
        if (sizes.width() != heads.queryWidth() || random.nextBoolean()) {
            json.put("head_dim", heads.width());
        }
        boolean newer = random.nextBoolean();
        Llama3Scaling scaling = sizes.rotary().scaling();
        (newer ? json.putObject("rope_parameters") : json)
                .put("rope_theta", sizes.rotary().theta());
        if (!newer && scaling == null) {
            json.putNull("rope_scaling");
            return json;
        }
        ObjectNode block = newer ? (ObjectNode) json.get("rope_parameters") : json.putObject("rope_scaling");
        block.put(newer || random.nextBoolean() ? "rope_type" : "type", scaling == null ? "default" : "llama3");
        if (scaling != null) {
            block.put("factor", scaling.factor()).put("low_freq_factor", scaling.slow());
            block.put("high_freq_factor", scaling.fast());
            block.put("original_max_position_embeddings", scaling.positions());
        }
        return json;
    }

    /** Writes the numbers as safetensors or as PyTorch does, in one file or several, and rounds them to what the files hold. */
    private void writeWeights(Parameters numbers, String type, int files, boolean torch) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode map = index.putObject("weight_map");
        String whole = torch ? "pytorch_model.bin" : "model.safetensors";
        for (int file = 0; file < files; file++) {
            String name = files == 1 ? whole : whole.replace(".", "-%d-of-%d.".formatted(file + 1, files));
            Map<String, long[]> shapes = new LinkedHashMap<>();
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            for (int i = file; i < numbers.names().size(); i += files) {
                String tensor = numbers.names().get(i);
                shapes.put(tensor, numbers.get(tensor).shape());
                data.writeBytes(rounded(numbers.get(tensor), type));
                map.put(tensor, name);
            }
            if (torch) {
                PickleWriter.stateDict(folder.resolve(name), STORAGES.get(type), shapes, data.toByteArray());
            } else {
                writeSafeTensors(folder.resolve(name), type, shapes, data.toByteArray());
            }
        }
        if (files > 1) {
            JSON.writeValue(folder.resolve(whole + ".index.json").toFile(), index);
        }
    }

    private static void writeSafeTensors(Path file, String type, Map<String, long[]> shapes, byte[] data)
            throws IOException {
        ObjectNode header = JSON.createObjectNode();
        long width = data.length
                / shapes.values().stream().mapToLong(shape -> length(shape)).sum();
        long begin = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", type);
            Arrays.stream(tensor.getValue()).forEach(entry.putArray("shape")::add);
            long end = begin + width * length(tensor.getValue());
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[8 + text.length + data.length];
        little(all).putLong(text.length).put(text).put(data);
        Files.write(file, all);
    }

    private static long length(long... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The bytes of an array, which becomes what they say: bfloat16 is the upper half of a float, float16 has 10 bits behind the point. */
    private static byte[] rounded(INDArray array, String type) {
        byte[] room = new byte[Math.toIntExact(array.length()) * 8];
        ByteBuffer bytes = little(room);
        for (long i = 0; i < array.length(); i++) {
            double number = array.data().getDouble(i);
            float single = (float) number;
            switch (type) {
                case "F64" -> bytes.putDouble(number);
                case "F32" -> bytes.putFloat(single);
                case "BF16" -> {
                    int upper = Float.floatToIntBits(single) >>> 16;
                    bytes.putShort((short) upper);
                    single = Float.intBitsToFloat(upper << 16);
                }
                default -> {
                    int exponent = Math.max(-14, Math.getExponent(single));
                    long whole = Math.round(Math.scalb(Math.abs((double) single), 10 - exponent));
                    boolean tiny = whole < 1024; // subnormal
                    long bits = whole + (tiny ? 0 : (long) (exponent + 14) << 10);
                    bytes.putShort((short) (bits | (single < 0 ? 0x8000 : 0)));
                    single = (float) Math.copySign(Math.scalb((double) whole, exponent - 10), single);
                }
            }
            array.data().put(i, type.equals("F64") ? number : single);
        }
        return Arrays.copyOf(room, bytes.position());
    }

    private static ByteBuffer little(byte[] room) {
        return ByteBuffer.wrap(room).order(ByteOrder.LITTLE_ENDIAN);
    }
}
