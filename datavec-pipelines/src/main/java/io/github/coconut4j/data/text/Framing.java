package io.github.coconut4j.data.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@code tokenizer.json} puts around texts, held against what {@code tokenizer_config.json} says of it: transformers follows the one or the other, depending on its
 * version and the tokenizer's class.
 */
final class Framing {
    private static final String PROCESSOR = "post_processor";
    private static final List<String> BLANKS = List.of("Ġ", "▁");

    private final PipelineFiles pipeline;
    private final BpeFiles files;

    Framing(PipelineFiles pipeline, BpeFiles files) {
        this.pipeline = pipeline;
        this.files = files;
    }

    /**
     * The ids before every text.
     *
     * @param firstToken of a text that begins with a letter
     * @throws DataException if there are others behind it, or the two files contradict each other
     */
    int[] start(String firstToken) {
        List<String> before = before(pipeline.json().path(PROCESSOR));
        boolean begun = !before.isEmpty();
        boolean ofLlama =
                pipeline.configuration().path("tokenizer_class").asText("").startsWith("LlamaTokenizer");
        boolean blank = BLANKS.stream().anyMatch(firstToken::startsWith);
        requireAgreement("add_bos_token", begun, begun || ofLlama);
        requireAgreement("add_eos_token", false, false);
        requireAgreement("add_prefix_space", blank, blank);
        return before.stream().mapToInt(files::id).toArray();
    }

    private List<String> before(JsonNode processor) {
        List<String> before = new ArrayList<>();
        switch (processor.path("type").asText("")) {
            case "", "ByteLevel" -> {} // changes the places of tokens in a text, not the tokens
            case "Sequence" -> processor.path("processors").forEach(part -> before.addAll(before(part)));
            case "TemplateProcessing" -> before.addAll(beforeText(processor.path("single"), processor));
            default -> throw wrong(processor.path("type"));
        }
        return before;
    }

    private List<String> beforeText(JsonNode template, JsonNode processor) {
        List<String> before = new ArrayList<>();
        int last = template.size() - 1;
        for (int i = 0; i < last; i++) {
            String token = template.get(i).path("SpecialToken").path("id").asText("");
            JsonNode ids = processor.path("special_tokens").path(token).path("ids");
            Integer id = files.id(token);
            if (id == null || ids.size() != 1 || ids.get(0).asInt(-1) != id) {
                throw wrong(template.get(i));
            }
            before.add(token);
        }
        if (last < 0 || !template.get(last).has("Sequence")) {
            throw wrong(template);
        }
        return before;
    }

    private DataException wrong(JsonNode part) {
        return new DataException(
                "%s: its post_processor has %s; only tokens of the vocabulary before a text are known, since thoughts follow it."
                        .formatted(pipeline.file(), Texts.shorten(part.toString())));
    }

    /** @param unsaid what transformers takes where the configuration says nothing */
    private void requireAgreement(String key, boolean does, boolean unsaid) {
        JsonNode said = pipeline.configuration().path(key);
        boolean known = said.isBoolean() || said.isMissingNode() || said.isNull();
        if (!known || said.asBoolean(unsaid) != does) {
            throw new DataException(
                    "%s and tokenizer_config.json beside it disagree: %s is %s, and texts are encoded with it %s. Mend one of them."
                            .formatted(
                                    pipeline.file(),
                                    key,
                                    said.isMissingNode() ? "not said" : Texts.shorten(said.toString()),
                                    does ? "on" : "off"));
        }
    }
}
