package io.github.coconut4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.coconut4j.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderCommandTest {
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: graph_search, hops: 2, problems_per_epoch: 32}
            model: {type: gpt2, layers: 1, width: 8, heads: 1, positions: 32, init_std: 0.1}
            method: {type: coconut, special_markers: false}
            curriculum: {stages: 1, epochs: [1, 1]}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void experiment() throws IOException {
        config = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
    }

    @Test
    void oneCommandTrainsTheLadderAndTheNextOneReadsIt() {
        String out = folder.resolve("out").toString();
        Cli.Result first = Cli.run("audit", "--ladder", config.toString(), "--seeds", "3", "--out", out, "--json");
        assertThat(first.exitCode()).as(first.err()).isZero();
        JsonNode json = first.json();
        assertThat(json.at("/rungs/0/method").asText()).isEqualTo("no_thoughts");
        assertThat(json.at("/gains/4/to").asText()).isEqualTo("full");
        assertThat(json.at("/seeds/0").asLong()).isEqualTo(3);

        Cli.Result second = Cli.run("audit", "--ladder", config.toString(), "--seeds", "3", "--out", out);
        assertThat(first.err()).contains("% right");
        assertThat(second.err()).doesNotContain("% right");
        assertThat(second.out()).contains("first thought repeated", "One seed");
        assertThat(Path.of(out, "ladder.html")).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audit | give --model DIR and --data FILE, or --ladder CONFIG",
                "audit --model x | --ladder CONFIG",
                "audit --ladder CONFIG --data x | --ladder trains and asks models of its own",
                "audit --ladder CONFIG --quick | leave --model, --data, --also, --thoughts, --checkpoints, --pairs and"
                        + " --quick out",
                "audit --model x --data y --seeds 1 | belong to --ladder",
                "audit --model x --data y --set lr=1 | belong to --ladder",
                "audit --ladder CONFIG --seeds x | --seeds must be a whole number, not 'x'",
                "audit --ladder CONFIG --seeds 1,1 | needs seeds, each once, not [1, 1]",
                "audit --ladder CONFIG --set methods=cot | name coconut among them",
                "audit --ladder CONFIG --set patience=2 | curriculum.patience",
                "audit --ladder nowhere.yaml | There is no file nowhere.yaml",
            })
    void whatCannotBeIsRefusedInOneLine(String line, String why) {
        Cli.Result refused = Cli.run(line.replace("CONFIG", config.toString()).split(" "));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(why).hasLineCount(1);
        assertThat(refused.out()).isEmpty();
    }
}
