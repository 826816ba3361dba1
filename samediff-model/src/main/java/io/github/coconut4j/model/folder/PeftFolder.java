package io.github.coconut4j.model.folder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.AdaptableConfig;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.linear.MatrixOrder;
import io.github.coconut4j.model.lora.Adapter;
import io.github.coconut4j.model.lora.LoraConfig;
import io.github.coconut4j.model.lora.TokenAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A folder of adapters as peft has it: {@code adapter_config.json} and {@code adapter_model.safetensors}, in which names begin with {@code base_model.model.} and the
 * tables of a vocabulary that has grown lie as a whole.
 */
public final class PeftFolder {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";
    static final String PREFIX = "base_model.model.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PeftFolder() {}

    /**
     * {@return whether a folder is one that peft has written: it holds {@code adapter_config.json}}
     *
     * @param folder any path
     */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG));
    }

    /**
     * Writes the adapters of a model into an existing folder.
     *
     * @param model with adapters
     * @param folder that exists; files of these names are replaced
     * @throws ModelException when it has none, or the folder cannot be written
     */
    public static void save(Model model, Path folder) {
        if (!(model.config().decoder() instanceof LoraConfig adapted)) {
            throw new ModelException("The model was trained as a whole and has no adapters; give it out as a whole.");
        }
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        for (Adapter adapter : adapted.adapters()) {
            for (String name : List.of(adapter.down(), adapter.up())) {
                arrays.put(PREFIX + name, model.parameters().get(name));
            }
        }
        Optional<TokenAdapter> tokens = adapted.tokenAdapter();
        boolean tables = tokens.isPresent()
                || model.frozen()
                        .map(frozen -> frozen.kept() < adapted.vocabulary())
                        .orElse(false);
        adapted.base().parameters().stream()
                .filter(parameter -> tables && parameter.hasTokens())
                .forEach(table ->
                        arrays.put(PREFIX + table.name(), model.parameters().get(table.name())));
        tokens.ifPresent(adapter -> arrays.computeIfPresent(PREFIX + adapter.table(), (name, table) -> {
            INDArray trained = table.dup();
            adapter.addTo(trained, model.parameters().get(adapter.added()));
            return trained;
        }));
        SafeTensors.write(folder.resolve(WEIGHTS), arrays);
        write(config(model, adapted), folder.resolve(CONFIG));
    }

    private static ObjectNode config(Model model, LoraConfig adapted) {
        AdaptableConfig base = adapted.base();
        ObjectNode json = JSON.createObjectNode();
        json.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("inference_mode", true);
        json.put(
                "base_model_name_or_path",
                model.frozen().map(frozen -> frozen.folder().toString()).orElse(null));
        json.put("r", adapted.lora().rank()).put("lora_alpha", adapted.lora().alpha());
        adapted.lora().targets().forEach(json.putArray("target_modules")::add);
        json.put("lora_dropout", adapted.lora().dropout()).put("bias", "none");
        json.put("fan_in_fan_out", base.matrixOrder() == MatrixOrder.IN_OUT);
        json.put("use_rslora", false).put("use_dora", false).putNull("modules_to_save");
        return json;
    }

    private static void write(ObjectNode json, Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw ModelException.failed("write", file, e);
        }
    }
}
