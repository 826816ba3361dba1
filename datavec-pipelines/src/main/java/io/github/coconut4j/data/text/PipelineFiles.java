package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.coconut4j.data.internal.text.AddedToken;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a folder with a {@code tokenizer.json} holds besides vocabulary and tokens: how texts are normalized, split, framed and put together again. It is written again as
 * it was read, with the tokens added since.
 *
 * @param file where it was read
 * @param json all of {@code tokenizer.json}
 * @param configuration all of {@code tokenizer_config.json}
 * @param chatTemplate the lines of {@code chat_template.jinja}; none if there is none
 */
record PipelineFiles(Path file, ObjectNode json, ObjectNode configuration, List<String> chatTemplate) {
    static final String CHAT_TEMPLATE = "chat_template.jinja";

    PipelineFiles {
        chatTemplate = List.copyOf(chatTemplate);
    }

    /**
     * {@code tokenizer.json} with these added tokens.
     *
     * @param written how each is written
     */
    ObjectNode json(Map<String, AddedToken> added, Function<AddedToken, String> written) {
        ObjectNode all = json.deepCopy();
        ArrayNode tokens = all.putArray("added_tokens");
        added.values().stream().sorted(Comparator.comparingInt(AddedToken::id)).forEach(token -> {
            String content = written.apply(token);
            if (content != null) {
                ObjectNode one = tokens.addObject().put("id", token.id());
                one.setAll(configured(token));
                one.put("content", content);
            }
        });
        return all;
    }

    /** {@code tokenizer_config.json} with these added tokens. */
    ObjectNode configuration(Map<String, AddedToken> added) {
        ObjectNode all = configuration.deepCopy();
        ObjectNode decoder = all.putObject("added_tokens_decoder");
        added.values().stream()
                .sorted(Comparator.comparingInt(AddedToken::id))
                .forEach(token -> decoder.set(String.valueOf(token.id()), configured(token)));
        return all;
    }

    private static ObjectNode configured(AddedToken token) {
        return BpeFiles.JSON.valueToTree(token.written());
    }

    /**
     * How a token is written for a library that must not find it in texts; null if it may be left out there. Ids behind the vocabulary are counted, so such a token keeps
     * its place under a name that no text has: U+FDD0 is no character.
     */
    String unseen(AddedToken token, BpeFiles files) {
        if (!files.isPlaced(token.content())) {
            return token.content();
        }
        return files.vocabulary().containsKey(token.content()) ? null : "\uFDD0" + token.id() + "\uFDD0";
    }
}
