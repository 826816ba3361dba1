package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** YAML files that say what is trained. */
final class ConfigurationKinds {
    private static final List<Change> YAML = List.of(
            TextChanges::bytes,
            TextChanges::words,
            TextChanges::words,
            TextChanges::lines,
            TreeChanges::yaml,
            TreeChanges::yaml,
            TreeChanges::yaml);
    private static final byte[] DATA =
            """
            [{"question": "0>1 0>2 ? 1 2 : 0", "steps": ["1"], "answer": "1"},
             {"question": "1>2 1>0 ? 0 2 : 1", "steps": ["2"], "answer": "2"}]
            """
                    .getBytes(UTF_8);

    private static final String PATHS = " --set train_path=@data.json --set val_path=@data.json";

    private ConfigurationKinds() {}

    /** @param checkpoint files of a trained model, of which official arguments may begin */
    static List<Kind> all(Map<String, byte[]> checkpoint) {
        return List.of(generated(), ofFiles(), official(checkpoint), sweep(), expected());
    }

    private static Kind generated() {
        return kind(
                "experiment",
                """
                name: tiny
                seed: 0
                data: {type: graph_search, hops: 2, width: 2, extra: 1, shared: 1, problems_per_epoch: 128}
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 32, init_std: 0.1}
                methods:
                - {type: coconut, thoughts_per_step: 1, special_markers: false}
                - {type: icot, tokens_per_epoch: 4}
                - {type: pause_token, thoughts_per_step: 2}
                curriculum: {stages: 2, epochs: [1, 1, 1], reset_optimizer: true, uniform_prob: 0.1}
                optimizer: {lr: 1.0e-2, weight_decay: 0.01, clip_norm: 1.0, warmup_steps: 5, final_lr: 0.1}
                batch_size: 32
                execution: {streams: 1}
                evaluation: {validation_problems: 32, test_problems: 64, max_new_tokens: 8}
                """,
                "schedule @c.yaml --untimed",
                "schedule @c.yaml --untimed --json");
    }

    private static Kind ofFiles() {
        return kind(
                "experiment with files",
                """
                name: files
                data:
                  type: files
                  train_path: data.json
                  val_path: data.json
                  test_path: data.json
                model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 64}
                method: {type: cot}
                curriculum: {stages: 0, epochs: [1]}
                optimizer: {lr: 1.0e-3}
                batch_size: 2
                """,
                "schedule @c.yaml --untimed" + PATHS + " --set test_path=@data.json");
    }

    private static Kind official(Map<String, byte[]> checkpoint) {
        Kind official = kind(
                "official arguments",
                """
                project: coconut
                save_path: x
                name: tiny
                only_eval: False
                coconut: True
                cot: False
                no_thoughts: False
                no_cot: False
                c_thought: 1
                epochs_per_stage: 1
                max_latent_stage: 2
                pad_latent_to_max: True
                save_only_improve: False
                uniform_prob: 0.0
                model_id: gpt2
                load_model_path: None
                seed: 0
                resume: 0
                bf16: False
                train_path: data.json
                val_path: data.json
                reset_optimizer: True
                batch_size_training: 2
                debug: False
                gradient_accumulation_steps: 1
                num_epochs: 4
                lr: !!float "1e-2"
                weight_decay: 0.01
                """,
                "schedule @c.yaml --untimed --models @models" + PATHS);
        checkpoint.forEach((name, content) -> official.folder().put("models/gpt2/" + name, content));
        return official;
    }

    /** What a configuration is expected to come to, beside it. */
    private static Kind expected() {
        String settings =
                """
                name: c
                data: {type: graph_search, hops: 1, extra: 0, shared: 0, problems_per_epoch: 32}
                model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 32, init_std: 0.1}
                methods: [{type: coconut, special_markers: false}]
                curriculum: {stages: 1, epochs: [1, 1]}
                optimizer: {lr: 1.0e-2}
                batch_size: 16
                evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
                """;
        String bands =
                """
                source: measured
                note: "by hand"
                seeds: [0, 1]
                machines: ["any"]
                settings: |
                %s
                methods:
                - method: coconut
                  measures:
                  - {at: stage 0, mean: 0.5, low: 0.4, high: 0.6, values: [0.5, 0.5]}
                  - {at: stage 1, mean: 0.5, low: 0.4, high: 0.6, values: [0.5, 0.5]}
                  - {at: test, mean: 0.5, low: 0.4, high: 0.6, values: [0.5, 0.5]}
                """
                        .formatted(settings.indent(2));
        Map<String, byte[]> folder = new LinkedHashMap<>();
        folder.put("c.yaml", settings.getBytes(UTF_8));
        folder.put("expected/c.yaml", bands.getBytes(UTF_8));
        return new Kind("expected numbers", folder, "expected/c.yaml", YAML, List.of("train @c.yaml --out @out"));
    }

    private static Kind sweep() {
        return kind(
                "sweep",
                """
                name: sweep
                base:
                  name: thoughts
                  data: {type: graph_search, hops: 2, problems_per_epoch: 128}
                  model: {type: gpt2, layers: 1, width: 16, heads: 2, positions: 40, init_std: 0.1}
                  method: {type: coconut, special_markers: false}
                  curriculum: {stages: 2, epochs: [1, 1, 1]}
                  optimizer: {lr: 2.0e-3}
                  batch_size: 64
                over:
                - key: thoughts_per_step
                  values: [0, 1, 2]
                - {key: lr, from: 1.0e-4, to: 1.0e-2, scale: log}
                - key: curriculum.epochs
                  values: [[1, 1, 1], [0, 0, 3]]
                search: {type: random, seed: 42}
                candidates: 12
                minutes: 1
                parallel: 1
                halving: 0.5
                price_per_token: 0.01
                """,
                "sweep @c.yaml --print-engine");
    }

    private static Kind kind(String name, String yaml, String... commands) {
        Map<String, byte[]> folder = new LinkedHashMap<>();
        folder.put("c.yaml", yaml.getBytes(UTF_8));
        folder.put("data.json", DATA);
        return new Kind(name, folder, "c.yaml", YAML, List.of(commands));
    }
}
