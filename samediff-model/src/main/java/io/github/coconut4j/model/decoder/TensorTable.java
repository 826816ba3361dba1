package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the parameters of a model lie among the tensors of a file.
 *
 * @param tensors the tensor that holds each parameter, by the parameter's name
 * @param again tensors that hold a parameter once more, each with the parameter; a file in which the two differ is of another model
 * @param turned parameters whose matrix lies the other way round in the file
 * @param zeros parameters that the file has no tensor for, because they are zero
 */
public record TensorTable(
        Map<String, String> tensors, Map<String, String> again, Set<String> turned, Set<String> zeros) {
    private static final Set<String> WRAPPERS =
            Set.of("module", "_orig_mod", "base_causallm", "_fsdp_wrapped_module", "_checkpoint_wrapped_module");

    private static final Pattern ADAPTER =
            Pattern.compile("(^|.*\\.)(lora_\\w+|base_layer|modules_to_save|prompt_encoder)(\\..*|$)");

    /** The official Coconut has the token embeddings under this name once more. */
    private static final String OFFICIAL = "embedding.weight";

    /** Copies what it is given. */
    public TensorTable {
        tensors = Map.copyOf(tensors);
        again = Map.copyOf(again);
        turned = Set.copyOf(turned);
        zeros = Set.copyOf(zeros);
    }

    /**
     * {@return the table of a file whose tensors have the names of the parameters, but for what wrappers put into them} Nothing is left out in silence.
     *
     * @param path of the file, for messages
     * @param names of all its tensors
     * @param config sizes of the decoder
     * @param secondNames further names of parameters, such as that of a tied head, each with the parameter
     * @throws ModelException when there are two models, or anything beside one
     */
    public static TensorTable byName(
            Path path, Set<String> names, DecoderConfig config, Map<String, String> secondNames) {
        refuseAdapters(path, names);
        Map<String, String> seconds = new LinkedHashMap<>(secondNames);
        seconds.putIfAbsent(OFFICIAL, config.tokenEmbeddings());
        Set<String> parameters =
                config.parameters().stream().map(ParameterSpec::name).collect(Collectors.toSet());
        Map<String, String> tensors = new LinkedHashMap<>();
        Map<String, String> again = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String name : names) {
            String bare = bare(name);
            if (parameters.contains(bare)) {
                String other = tensors.put(bare, name);
                if (other != null) {
                    throw new ModelException(
                            path + " holds two models: " + other + " and " + name + " are the same array.");
                }
            } else if (seconds.containsKey(bare)) {
                again.put(name, seconds.get(bare));
            } else {
                unknown.add(name);
            }
        }
        again.forEach((tensor, parameter) -> tensors.putIfAbsent(parameter, tensor));
        if (!unknown.isEmpty() && !tensors.isEmpty()) {
            throw new ModelException("%s holds %s beside the model; save the arrays of the model alone."
                    .formatted(path, listed(unknown)));
        }
        return new TensorTable(tensors, again, Set.of(), Set.of());
    }

    /**
     * Refuses the arrays of a LoRA adapter, which are no weights of the model.
     *
     * @param path of the file, for the message
     * @param names of all its tensors
     */
    public static void refuseAdapters(Path path, Set<String> names) {
        names.stream()
                .filter(name -> ADAPTER.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelException(path + " holds arrays of an adapter (LoRA), such as " + name
                            + "; put them into the model first, with model.merge_and_unload() of peft, and save that.");
                });
    }

    /**
     * {@return a name without what wrappers put before or into it, in any order: {@code base_causallm.} of the official Coconut, {@code module.} of parallel
     * training, {@code _orig_mod.} of {@code torch.compile}}
     *
     * @param name of a tensor in a file
     */
    public static String bare(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .filter(part -> !WRAPPERS.contains(part))
                .collect(Collectors.joining("."));
    }

    /**
     * {@return how many names there are, and the first two, for a message}
     *
     * @param names one or more
     */
    public static String listed(Set<String> names) {
        List<String> first = names.stream().limit(2).toList();
        return names.size() + (names.size() == 1 ? " array, " : " arrays, such as ") + String.join(" and ", first);
    }
}
