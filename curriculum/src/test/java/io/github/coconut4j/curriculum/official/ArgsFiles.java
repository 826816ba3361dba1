package io.github.coconut4j.curriculum.official;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Args files of the official implementation, as they are published and with other values. */
final class ArgsFiles {
    private ArgsFiles() {}

    /** The official file for ProsQA, with the keys in its order and the values as they are spelled there. */
    private static Map<String, String> asPublished() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String line :
                """
                project: coconut
                save_path: YOUR_PATH_TO_SAVE_THE_MODEL
                name: prosqa-coconut
                only_eval: False
                coconut: True
                cot: False
                no_thoughts: False
                no_cot: False
                c_thought: 1
                epochs_per_stage: 5
                max_latent_stage: 6
                pad_latent_to_max: True
                save_only_improve: False
                uniform_prob: 0.0
                model_id: openai-community/gpt2
                load_model_path: None
                seed: 0
                resume: 0
                bf16: False
                train_path: data/prosqa_train.json
                val_path: data/prosqa_valid.json
                reset_optimizer: True
                batch_size_training: 32
                debug: False
                gradient_accumulation_steps: 1
                num_epochs: 50
                lr: !!float "1e-4"
                weight_decay: 0.01
                """
                        .lines()
                        .toList()) {
            keys.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        return keys;
    }

    /** @param changes a key and its value, and so on */
    static Map<String, String> prosqa(String... changes) {
        Map<String, String> keys = asPublished();
        for (int i = 0; i < changes.length; i += 2) {
            keys.put(changes[i], changes[i + 1]);
        }
        return keys;
    }

    static Path write(Path folder, String comment, Map<String, String> keys) {
        StringBuilder text = new StringBuilder(comment);
        keys.forEach((key, value) -> text.append(key).append(": ").append(value).append("\n"));
        try {
            return Files.writeString(folder.resolve("args.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
