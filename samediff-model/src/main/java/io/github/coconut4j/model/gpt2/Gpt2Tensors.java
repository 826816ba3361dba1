package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.TensorTable;
import io.github.coconut4j.model.io.TensorSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where a file has the parameters of a GPT-2. Files of nanoGPT have their matrices the other way round, {@code [out, in]}, and may have no biases, which are zeros then. */
final class Gpt2Tensors {
    private static final String BIAS = ".bias";

    private Gpt2Tensors() {}

    static TensorTable table(Path path, TensorSource file, Gpt2Config config) {
        Gpt2Names names = Gpt2Names.of(path, file.names());
        requireSettings(file, names, config);
        boolean turned = isTurned(file, names);
        boolean hasBiases = names.theirs().keySet().stream()
                .anyMatch(name -> name.endsWith(BIAS) && !name.endsWith(".attn" + BIAS));
        Set<String> turnedOnes = new HashSet<>();
        Set<String> zeros = new HashSet<>();
        for (ParameterSpec parameter : config.parameters()) {
            String name = parameter.name();
            if (turned && name.matches("transformer\\.h\\.\\d+\\.(attn|mlp)\\..*\\.weight")) {
                turnedOnes.add(name);
            }
            if (turned && !hasBiases && name.endsWith(BIAS) && !names.theirs().containsKey(name)) {
                zeros.add(name);
            }
        }
        return new TensorTable(names.theirs(), again(names), turnedOnes, zeros);
    }

    /** The other names of the embedding in a file. */
    private static Map<String, String> again(Gpt2Names names) {
        Map<String, String> again = new HashMap<>();
        String first = names.theirs().get(Gpt2Layout.TOKENS);
        for (String name : Gpt2Names.EMBEDDINGS) {
            String second = names.theirs().get(name);
            if (second != null && !second.equals(first)) {
                again.put(second, Gpt2Layout.TOKENS);
            }
        }
        return again;
    }

    private static boolean isTurned(TensorSource file, Gpt2Names names) {
        String joint = names.theirs().get(Gpt2Layout.block(0) + ".attn.c_attn.weight");
        long[] shape = joint == null ? new long[0] : file.shape(joint);
        return shape.length == 2 && shape[0] == 3 * shape[1];
    }

    /** Counts first: a configuration of a million layers is not even laid out. */
    private static void requireSettings(TensorSource file, Gpt2Names names, Gpt2Config config) {
        if (config.layers() != names.layers()) {
            throw new ModelException("It has " + names.layers() + " layers, but n_layer is " + config.layers() + ".");
        }
        Map<String, Integer> asked = Map.of(
                "n_layer", config.layers(),
                "n_head", config.heads(),
                "n_embd", config.width(),
                "block_size", config.positions());
        asked.forEach((name, value) -> {
            Long said = file.settings().get(name);
            if (said != null && said != value.longValue()) {
                throw new ModelException("It says of itself that " + name + " is " + said + ", not " + value + ".");
            }
        });
    }
}
