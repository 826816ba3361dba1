package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of others: configuration, weights and tokenizer. */
final class ModelKinds {
    private static final Path REFERENCES = Path.of("../samediff-model/src/test/resources");
    private static final Path TORCH = REFERENCES.resolve("torch");
    private static final List<Change> JSON =
            List.of(TextChanges::bytes, TextChanges::words, TreeChanges::json, TreeChanges::json);
    private static final List<Change> SAFETENSORS = List.of(
            TextChanges::bytes,
            WrappedChanges::headerLength,
            WrappedChanges.header(TextChanges::bytes),
            WrappedChanges.header(TextChanges::words),
            WrappedChanges.header(TreeChanges::json),
            WrappedChanges.header(TreeChanges::json));
    private static final String IMPORT = "import --from @ --out @out";

    private ModelKinds() {}

    static List<Kind> all() throws IOException {
        Map<String, byte[]> torch = whole();
        torch.remove("model.safetensors");
        torch.put("pytorch_model.bin", Files.readAllBytes(TORCH.resolve("half/pytorch_model.bin")));
        Map<String, byte[]> sharded = whole();
        sharded.remove("model.safetensors");
        for (int part = 1; part <= 3; part++) {
            String name = "model-0000" + part + "-of-00003.safetensors";
            sharded.put(name, Files.readAllBytes(TORCH.resolve("sharded").resolve(name)));
        }
        String index = "model.safetensors.index.json";
        sharded.put(index, Files.readAllBytes(TORCH.resolve("sharded").resolve(index)));
        return List.of(
                compared(REFERENCES.resolve("coconut-parity/uniform"), "reference.safetensors", SAFETENSORS),
                compared(REFERENCES.resolve("llama-parity/llama"), "reference.safetensors", SAFETENSORS),
                compared(REFERENCES.resolve("llama-parity/llama3_ragged"), "config.json", JSON),
                compared(REFERENCES.resolve("llama-parity/qwen2"), "config.json", JSON),
                new Kind("config.json", whole(), "config.json", JSON, List.of(IMPORT)),
                new Kind("vocab.json", whole(), "vocab.json", JSON, List.of(IMPORT)),
                new Kind(
                        "merges.txt",
                        whole(),
                        "merges.txt",
                        List.of(TextChanges::bytes, TextChanges::words, TextChanges::lines),
                        List.of(IMPORT)),
                new Kind("added_tokens.json", whole(), "added_tokens.json", JSON, List.of(IMPORT)),
                new Kind("tokenizer_config.json", whole(), "tokenizer_config.json", JSON, List.of(IMPORT)),
                new Kind("special_tokens_map.json", whole(), "special_tokens_map.json", JSON, List.of(IMPORT)),
                new Kind("tokenizer.json", together(), "tokenizer.json", JSON, List.of(IMPORT)),
                new Kind("safetensors", whole(), "model.safetensors", SAFETENSORS, List.of(IMPORT)),
                new Kind("index of shards", sharded, index, JSON, List.of(IMPORT)),
                new Kind(
                        "pytorch",
                        torch,
                        "pytorch_model.bin",
                        List.of(TextChanges::bytes, WrappedChanges.zip(TextChanges::bytes)),
                        List.of(IMPORT)));
    }

    private static Kind compared(Path fixture, String spoilt, List<Change> changes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("config.json", "model.safetensors", "reference.safetensors")) {
            files.put(name, Files.readAllBytes(fixture.resolve(name)));
        }
        String parity = "parity --model @ --reference @reference.safetensors";
        return new Kind(
                "%s of %s".formatted(spoilt, fixture.getFileName()),
                files,
                spoilt,
                changes,
                List.of(parity, parity + " --json"));
    }

    private static Map<String, byte[]> whole() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("config.json", "model.safetensors")) {
            files.put(name, Files.readAllBytes(TORCH.resolve("gpt2").resolve(name)));
        }
        files.put(
                "vocab.json",
                "{\"<\": 0, \"<|endoftext|>\": 1, \"<<\": 2, \"a\": 3, \"b\": 4, \"c\": 5, \"d\": 6, \"e\": 7, \"f\": 8, \"g\": 9, \"h\": 10}"
                        .getBytes(UTF_8));
        files.put("merges.txt", "#version: 0.2\n< <\n".getBytes(UTF_8));
        files.put("added_tokens.json", "{\"<sep>\": 11, \"[PAD]\": 12}".getBytes(UTF_8));
        files.put(
                "tokenizer_config.json",
                "{\"tokenizer_class\": \"GPT2Tokenizer\", \"eos_token\": \"<|endoftext|>\", \"add_prefix_space\": false, \"model_max_length\": 1024, \"added_tokens_decoder\": {\"11\": {\"content\": \"<sep>\", \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"single_word\": false, \"special\": true}}}"
                        .getBytes(UTF_8));
        files.put("special_tokens_map.json", "{\"pad_token\": {\"content\": \"[PAD]\"}}".getBytes(UTF_8));
        return files;
    }

    private static Map<String, byte[]> together() throws IOException {
        Map<String, byte[]> files = whole();
        files.keySet().removeIf(name -> name.startsWith("vocab") || name.startsWith("merges"));
        files.put(
                "tokenizer.json",
                """
                {"version": "1.0", "truncation": null, "padding": null,
                 "added_tokens": [
                  {"id": 1, "content": "<|endoftext|>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
                  {"id": 11, "content": "<sep>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
                  {"id": 12, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
                 "normalizer": null,
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
                 "post_processor": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true},
                 "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
                 "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false,
                  "vocab": {"<": 0, "<|endoftext|>": 1, "<<": 2, "a": 3, "b": 4, "c": 5, "d": 6, "e": 7, "f": 8, "g": 9, "h": 10},
                  "merges": ["< <"]}}
                """
                        .getBytes(UTF_8));
        return files;
    }
}
