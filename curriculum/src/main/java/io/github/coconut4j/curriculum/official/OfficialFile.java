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
 * @param arguments what it asks for
 * @param leftAside its keys without meaning here
 */
public record OfficialFile(OfficialArguments arguments, List<String> leftAside) {

    /** Keys that every official file has and no other does. */
    private static final List<Pattern> MARKS =
            List.of(Pattern.compile("(?m)^c_thought\\s*:"), Pattern.compile("(?m)^max_latent_stage\\s*:"));

    /** The comment at the top of the official files. */
    private static final Pattern GPUS_IN_A_COMMENT = Pattern.compile("(?im)^\\s*#.*\\bneed\\s+(\\d{1,4})\\s+gpus?\\b");

    /** What keys are called that are about logs, trackers, machines and names. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(wandb|log|debug|report|track|print|verbose|tag|note|comment|descri|entity|project|experiment|run_|job|group|host|node|port|device|cuda|ddp|fsdp|num_workers|dataloader|pin_memory|eval_every|save_every|save_steps|output_dir|cache_dir).*");

    /** Copies the list. */
    public OfficialFile {
        leftAside = List.copyOf(leftAside);
    }

    /**
     * Whether a file is one of the official kind.
     *
     * @throws CurriculumException if there is no such file or it cannot be read
     */
    public static boolean isArgsFile(Path file) {
        String text = ConfigText.of(file).text();
        return MARKS.stream().allMatch(mark -> mark.matcher(text).find());
    }

    /**
     * Reads an args file.
     *
     * @param overrides {@code key=value} settings that win over the file, with the official keys
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
        return new OfficialFile(OfficialArguments.read(tree, file.toString(), overrides), leftAside);
    }
}
