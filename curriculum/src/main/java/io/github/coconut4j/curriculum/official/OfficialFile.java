package io.github.coconut4j.curriculum.official;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.config.ConfigText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An args file as it lies there: what it asks for, and what else it says. People add keys of their own; those that are about logs
 * are left aside, others may change what is computed and stop.
 *
 * @param path of the file
 * @param arguments what it asks for
 * @param leftAside its keys without meaning here
 */
public record OfficialFile(Path path, OfficialArguments arguments, List<String> leftAside) {

    /** Keys that official files have and our own do not, and how many of them make one; a key may have been forgotten. */
    private static final Pattern MARK = Pattern.compile(
            "(?m)^(c_thought|max_latent_stage|epochs_per_stage|num_epochs|batch_size_training|load_model_path|only_eval|no_thoughts)\\s*:");

    private static final int MARKS = 2;

    /** Keys without which nothing says what is trained. */
    private static final List<String> NEEDED = List.of("num_epochs", "lr", "batch_size_training");

    private static final List<String> NEEDED_OF_STAGES = List.of("c_thought", "epochs_per_stage", "max_latent_stage");

    /** The comment at the top of the official files. */
    private static final Pattern GPUS_IN_A_COMMENT = Pattern.compile("(?im)^\\s*#.*\\bneed\\s+(\\d{1,4})\\s+gpus?\\b");

    /** What keys are called that are about logs, trackers, machines and names. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(wandb|log|debug|report|track|print|verbose|tag|note|comment|descri|entity|project|experiment|run_|job|group|host|node|port|device|cuda|ddp|fsdp|num_workers|dataloader|pin_memory|eval_every|save_every|save_steps|output_dir|cache_dir).*");

    public OfficialFile {
        leftAside = List.copyOf(leftAside);
    }

    /**
     * {@return whether a file is one of the official kind}
     *
     * @param file of any kind
     * @throws CurriculumException if there is no such file or it cannot be read
     */
    public static boolean isArgsFile(Path file) {
        String text = ConfigText.of(file).text();
        return MARK.matcher(text).results().limit(MARKS).count() == MARKS;
    }

    /**
     * Reads an args file.
     *
     * @param file YAML of the official code
     * @param overrides {@code key=value} settings that win over the file, with the official keys
     * @return its arguments, checked
     * @throws CurriculumException listing everything that is wrong
     */
    public static OfficialFile load(Path file, List<String> overrides) {
        ConfigText text = ConfigText.of(file);
        ObjectNode tree = text.tree();
        Set<String> known = OfficialArguments.keys();
        List<String> leftAside = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        tree.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                (HARMLESS.matcher(key).matches() ? leftAside : unknown).add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw new CurriculumException(
                    "%s: %s: unknown, and may change the result; take %s out of the file. Known are %s."
                            .formatted(
                                    file,
                                    String.join(", ", unknown),
                                    unknown.size() == 1 ? "it" : "them",
                                    String.join(", ", known)));
        }
        tree.remove(leftAside);
        Matcher gpus = GPUS_IN_A_COMMENT.matcher(text.text());
        if (!tree.has("gpus") && gpus.find()) {
            tree.put("gpus", Integer.parseInt(gpus.group(1)));
        }
        OfficialArguments arguments = OfficialArguments.read(tree, file.toString(), overrides);
        requireNeeded(file, tree, arguments, overrides);
        return new OfficialFile(file, arguments, leftAside);
    }

    /** The official code ends at the first key that it misses; a number of ours in its place would be a training that nobody asked for. */
    private static void requireNeeded(Path file, ObjectNode tree, OfficialArguments arguments, List<String> overrides) {
        List<String> needed = new ArrayList<>(arguments.onlyEval() ? List.of() : NEEDED);
        if (!arguments.cot() && !arguments.noCot()) {
            needed.addAll(NEEDED_OF_STAGES);
        }
        List<String> missing =
                needed.stream().filter(key -> !isSaid(key, tree, overrides)).toList();
        if (!missing.isEmpty()) {
            throw new CurriculumException("%s: %s: missing, and %s what is trained or asked; add %s to the file."
                    .formatted(
                            file,
                            String.join(", ", missing),
                            missing.size() == 1 ? "it decides" : "they decide",
                            missing.size() == 1 ? "it" : "them"));
        }
    }

    /** Whether a key has a value, in the file or in the last setting of it that wins over the file. */
    private static boolean isSaid(String key, ObjectNode tree, List<String> overrides) {
        String value = tree.path(key).asText("");
        for (String override : overrides) {
            if (override.startsWith(key + "=")) {
                value = override.substring(key.length() + 1);
            }
        }
        return !value.isBlank() && !value.strip().matches("null|~");
    }
}
