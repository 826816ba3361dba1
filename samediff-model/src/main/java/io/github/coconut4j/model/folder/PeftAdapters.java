package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.ConfigJson;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.io.JsonObject;
import io.github.coconut4j.model.io.TensorFiles;
import io.github.coconut4j.model.io.TensorSource;
import io.github.coconut4j.model.lora.Adapter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The adapters in a folder of peft, to be put into the matrices they stand beside. Whatever in {@code adapter_config.json} would make them compute something else is
 * refused by its key.
 */
public final class PeftAdapters {
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";

    private final Path folder;
    private final ConfigJson json;

    private PeftAdapters(Path folder, ConfigJson json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * Reads what the folder says of its adapters.
     *
     * @param folder as peft writes it, with {@code adapter_config.json}
     * @return the adapters, not yet their numbers
     * @throws ModelException when it is no such folder, or its adapters are of a kind that is not known
     */
    public static PeftAdapters open(Path folder) {
        Path file = folder.resolve(PeftFolder.CONFIG);
        ConfigJson json = new ConfigJson(file, JsonObject.read(file));
        json.require("peft_type", List.of("LORA"));
        json.require("bias", List.of("none"));
        json.require("use_dora", false);
        json.require("lora_bias", false);
        for (String key :
                List.of("modules_to_save", "trainable_token_indices", "layer_replication", "target_parameters")) {
            json.requireNone(key);
        }
        for (String key : List.of("rank_pattern", "alpha_pattern")) {
            if (!json.root().path(key).isEmpty()) {
                throw json.unknown(key, json.root().path(key).toString(), "{}");
            }
        }
        return new PeftAdapters(folder, json);
    }

    /** {@return the folder of the model they stand beside, where the file names one that is there} */
    public Optional<Path> base() {
        try {
            return json.has("base_model_name_or_path")
                    ? Optional.of(Path.of(json.text("base_model_name_or_path"))).filter(Files::isDirectory)
                    : Optional.empty();
        } catch (InvalidPathException noFileOfThisSystem) {
            return Optional.empty();
        }
    }

    /**
     * Puts them into a model.
     *
     * @param model they were trained beside; its matrices change
     * @throws ModelException when they are not those of such a model; the model is then of no use
     */
    public void mergeInto(Model model) {
        if (!(model.config().decoder() instanceof AdaptableConfig decoder)) {
            throw new ModelException("A decoder of type "
                    + model.config().decoder().family() + " does not let adapters stand beside its linear layers.");
        }
        Map<String, ParameterSpec> specs = new TreeMap<>();
        decoder.parameters().forEach(spec -> specs.put(spec.name(), spec));
        try (TensorSource source = TensorFiles.open(weights())) {
            Map<String, String> names = new TreeMap<>();
            source.names().forEach(name -> names.put(bare(name), name));
            TreeSet<String> open = new TreeSet<>(names.keySet());
            for (String name : names.keySet()) {
                if (name.endsWith(DOWN)) {
                    String layer = name.substring(0, name.length() - DOWN.length());
                    merge(layer, source, names, model, decoder, specs);
                    open.removeAll(List.of(layer + DOWN, layer + UP));
                } else if (specs.containsKey(name) && specs.get(name).hasTokens()) {
                    replace(specs.get(name), source, names.get(name), model);
                    open.remove(name);
                }
            }
            if (!open.isEmpty()) {
                throw new ModelException(folder + " holds " + names.get(open.first()) + ", which is no adapter of a "
                        + decoder.family() + ".");
            }
        }
    }

    private Path weights() {
        Path safe = folder.resolve(PeftFolder.WEIGHTS);
        return Files.exists(safe) ? safe : folder.resolve("adapter_model.bin");
    }

    /** Older peft names the adapter's own name, {@code default}, too. */
    private static String bare(String name) {
        String bare = name.startsWith(PeftFolder.PREFIX) ? name.substring(PeftFolder.PREFIX.length()) : name;
        return bare.replace(".lora_A.default.", ".lora_A.").replace(".lora_B.default.", ".lora_B.");
    }

    private void merge(
            String layer,
            TensorSource source,
            Map<String, String> names,
            Model model,
            AdaptableConfig decoder,
            Map<String, ParameterSpec> specs) {
        ParameterSpec matrix = specs.get(layer + ".weight");
        if (matrix == null || !Adapter.canStandBeside(matrix)) {
            throw new ModelException(folder + " has an adapter beside " + layer + ", but a " + decoder.family() + " of "
                    + decoder.layers() + " layers has no such linear layer.");
        }
        if (!names.containsKey(layer + UP)) {
            throw new ModelException(folder + " lacks " + layer + UP + ".");
        }
        try (INDArray down = source.read(names.get(layer + DOWN));
                INDArray up = source.read(names.get(layer + UP))) {
            int rank = json.whole("r");
            Adapter adapter = Adapter.of(matrix, decoder.matrixOrder(), rank);
            requireShape(layer + DOWN, down, rank, adapter.in());
            requireShape(layer + UP, up, adapter.out(), rank);
            double by = json.flag("use_rslora", false) ? Math.sqrt(rank) : rank;
            adapter.addTo(
                    model.parameters().get(matrix.name()),
                    decoder.matrixOrder(),
                    down,
                    up,
                    json.number("lora_alpha", 8) / by);
        }
    }

    private void requireShape(String name, INDArray array, long... shape) {
        if (!Arrays.equals(array.shape(), shape)) {
            throw new ModelException(folder + ": " + name + " has shape " + Arrays.toString(array.shape()) + ", but "
                    + Arrays.toString(shape) + " is needed.");
        }
    }

    /** A table of tokens that was saved as a whole, since the vocabulary had grown. */
    private void replace(ParameterSpec table, TensorSource source, String name, Model model) {
        try (INDArray array = source.read(name)) {
            INDArray own = model.parameters().get(table.name());
            long tokens = array.rank() == own.rank() ? array.size(table.tokenAxis()) : 0;
            if (tokens == 0
                    || tokens > own.size(table.tokenAxis())
                    || array.length() / tokens != own.length() / own.size(table.tokenAxis())) {
                throw new ModelException(folder + ": " + name + " has shape " + Arrays.toString(array.shape())
                        + ", but the model has tokens for " + Arrays.toString(own.shape()) + ".");
            }
            table.tokens(own, 0, tokens).assign(array);
        }
    }
}
