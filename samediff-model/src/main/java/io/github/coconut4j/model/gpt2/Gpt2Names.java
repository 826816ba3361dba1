package io.github.coconut4j.model.gpt2;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.TensorTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the arrays of a GPT-2 are called in a file of others. Names are Hugging Face's, with or without {@code transformer.}
 *
 * @param theirs names in the file, by ours
 * @param layers blocks of the model, one more than the greatest number of one
 */
record Gpt2Names(Map<String, String> theirs, int layers) {
    private static final String MODEL = "transformer.";

    /** One array under three names: the head of GPT-2 is its embedding, and the official Coconut has that once more. */
    static final List<String> EMBEDDINGS = List.of(Gpt2Layout.TOKENS, "lm_head.weight", "embedding.weight");

    private static final Pattern PARAMETER = Pattern.compile(
            "transformer\\.((wte|wpe)\\.weight|ln_f\\.(weight|bias)|h\\.(?<layer>\\d{1,6})\\.((ln_1|ln_2|attn\\.c_attn|attn\\.c_proj|mlp\\.c_fc|mlp\\.c_proj)\\.(weight|bias)"
                    + "|attn\\.(bias|masked_bias)))"); // the last two are masks

    /**
     * Finds the names of a GPT-2.
     *
     * @param path of the file, for messages
     * @param names of all its arrays
     * @throws ModelException when there is no GPT-2, a second one, or anything beside it, with what is there instead
     */
    static Gpt2Names of(Path path, Set<String> names) {
        TensorTable.refuseAdapters(path, names);
        Map<String, String> theirs = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        int layers = 0;
        for (String name : names) {
            String ours = ours(name);
            Matcher parameter = PARAMETER.matcher(ours);
            boolean known = parameter.matches() || EMBEDDINGS.contains(ours);
            String other = (known ? theirs : unknown).put(ours, name);
            if (other != null) {
                throw new ModelException(
                        path + " holds two models: " + other + " and " + name + " are the same array.");
            }
            if (known && parameter.matches() && parameter.group("layer") != null) {
                layers = Math.max(layers, 1 + Integer.parseInt(parameter.group("layer")));
            }
        }
        if (theirs.isEmpty()) {
            throw new ModelException(path + " holds no GPT-2: " + description(unknown) + ".");
        }
        if (!unknown.isEmpty()) {
            throw new ModelException(
                    "%s holds %s beside a GPT-2; save the arrays of the model alone.".formatted(path, listed(unknown)));
        }
        return new Gpt2Names(withEmbeddings(theirs), layers);
    }

    private static String ours(String name) {
        String bare = TensorTable.bare(name);
        return bare.startsWith(MODEL) || EMBEDDINGS.contains(bare) ? bare : MODEL + bare;
    }

    /** Whichever of its names the embedding has, it is found under the first. */
    private static Map<String, String> withEmbeddings(Map<String, String> theirs) {
        EMBEDDINGS.stream()
                .map(theirs::get)
                .filter(name -> name != null)
                .findFirst()
                .ifPresent(name -> theirs.putIfAbsent(Gpt2Layout.TOKENS, name));
        return theirs;
    }

    /** What there is instead: a GPT-2 behind a prefix of its own, or other names altogether. */
    private static String description(Map<String, String> unknown) {
        for (Map.Entry<String, String> name : unknown.entrySet()) {
            Optional<String> prefix = prefix(name.getKey().substring(MODEL.length()));
            if (prefix.isPresent()) {
                return "its names begin with \"" + prefix.get()
                        + "\", which is not known here; rename the arrays without it, or save the model within alone";
            }
        }
        return "it has " + listed(unknown) + ", where a GPT-2 has transformer.wte.weight, transformer.h.0.ln_1.weight"
                + " and so on";
    }

    private static Optional<String> prefix(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String rest = ours(name.substring(dot + 1));
            if (PARAMETER.matcher(rest).matches()) {
                return Optional.of(name.substring(0, dot + 1));
            }
        }
        return Optional.empty();
    }

    private static String listed(Map<String, String> names) {
        return TensorTable.listed(new LinkedHashSet<>(names.values()));
    }
}
