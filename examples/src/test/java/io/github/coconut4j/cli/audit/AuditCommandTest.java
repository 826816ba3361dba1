package io.github.coconut4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.coconut4j.cli.Cli;
import io.github.coconut4j.model.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audits as they are asked for: of a run, of what the official code has left, of problems without graphs; and the files they leave. */
class AuditCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS =
            """
            name: tiny
            data: {type: graph_search, hops: 2, problems_per_epoch: 64}
            model: {type: gpt2, layers: 2, width: 16, heads: 2, positions: 32, init_std: 0.3}
            method: {type: coconut}
            curriculum: {stages: 2, epochs: [1, 1, 1]}
            batch_size: 16
            evaluation: {validation_problems: 8, test_problems: 8, max_new_tokens: 4}
            """;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path data;
    private static Path audited;

    @BeforeAll
    static void trainAndAudit() throws IOException {
        Path config = Files.writeString(folder.resolve("tiny.yaml"), SETTINGS);
        run = folder.resolve("run");
        data = folder.resolve("test.json");
        audited = folder.resolve("audit");
        succeeds("train", config.toString(), "--out", run.toString());
        succeeds(
                "data", "generate", "--task", "graph_search", "--hops", "2", "--count", "60", "--out", data.toString());
        audit(run, data, audited);
    }

    private static Cli.Result succeeds(String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private static Cli.Result audit(Path model, Path problems, Path out, String... more) {
        return succeeds(Stream.concat(
                        Stream.of(
                                "audit",
                                "--model",
                                model.toString(),
                                "--data",
                                problems.toString(),
                                "--pairs",
                                "60",
                                "--out",
                                out.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Path checkpoint() throws IOException {
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            return checkpoints.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
        }
    }

    /** {@code torch.save(model.state_dict())} of the same model, imported beside a base that knows nothing of its training, must answer as the run does, word for word. */
    @Test
    void anOfficialCheckpointIsAuditedAsTheModelItIs() throws IOException {
        Path base = Files.createDirectories(folder.resolve("base"));
        try (Stream<Path> files = Files.list(checkpoint())) {
            for (Path file : files.filter(each -> !each.toString().endsWith(".safetensors"))
                    .toList()) {
                Files.copy(file, base.resolve(file.getFileName().toString()));
            }
        }
        Files.delete(base.resolve("state.json"));
        ObjectNode config =
                (ObjectNode) JSON.readTree(base.resolve("config.json").toFile());
        config.remove("coconut");
        JSON.writeValue(base.resolve("config.json").toFile(), config);
        Path official = folder.resolve("checkpoint_3");
        OfficialCheckpoint.write(official, SafeTensors.read(checkpoint().resolve("model.safetensors")));
        Path imported = folder.resolve("official");
        succeeds("import", "--from", official.toString(), "--base", base.toString(), "--out", imported.toString());

        Path out = folder.resolve("audit-official");
        JsonNode result =
                audit(imported, data, out, "--thoughts", "2", "--json").json();

        assertThat(result.path("method").asText()).isEqualTo("imported");
        for (String file : List.of("interventions.csv", "commitment.csv", "influence.csv", "lens.csv", "lenses.csv")) {
            assertThat(out.resolve(file)).hasSameTextualContentAs(audited.resolve(file));
        }
        assertThat(json(out, "audit").path("clean"))
                .isEqualTo(json(audited, "audit").path("clean"));
    }

    private static JsonNode json(Path audit, String name) throws IOException {
        return JSON.readTree(audit.resolve(name + ".json").toFile());
    }

    @Test
    void problemsWithoutGraphsAreAskedWhatNeedsNone() throws IOException {
        ArrayNode plain = JSON.createArrayNode();
        for (JsonNode problem : JSON.readTree(data.toFile())) {
            ObjectNode words = plain.addObject();
            for (String key : List.of("question", "steps", "answer")) {
                words.set(key, problem.get(key));
            }
        }
        Path words = folder.resolve("words.json");
        JSON.writeValue(words.toFile(), plain);
        Path out = folder.resolve("audit-words");

        String printed = audit(run, words, out).out();

        assertThat(printed)
                .contains("No thoughts were exchanged with twins: none of these problems has one.")
                .contains("Commitment, influence, calibration: no problem names two options.")
                .contains("Lens, traces, patchscope, probes: fewer than two problems have a graph")
                .contains("facts in another order: no problem has a graph.")
                .contains("another problem's thoughts", "Words in the place of thoughts", "What an answer costs");
        assertThat(json(out, "audit").path("twins").isNull()).isTrue();
        assertThat(json(out, "audit").path("interventions").findValuesAsText("operator"))
                .contains("other_problem", "noise", "removed")
                .doesNotContain("twin");
        holdToSchemas(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "further"})
    void theFilesAreWhatTheirSchemasSay(String name) throws IOException {
        holdToSchema(audited, name);
    }

    private static void holdToSchemas(Path out) throws IOException {
        holdToSchema(out, "audit");
        holdToSchema(out, "further");
    }

    private static void holdToSchema(Path out, String name) throws IOException {
        Path schema = Path.of("..", "docs", "schemas", "files", name + ".schema.json");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(schema))
                        .validate(json(out, name)))
                .isEmpty();
    }

    /** Stopped behind the verdict, gone on with: nothing is computed twice, not even the milliseconds differ. */
    @Test
    void furtherExperimentsThatAreFinishedAreTaken() throws IOException {
        byte[] further = Files.readAllBytes(audited.resolve("further.json"));
        Path costs;
        try (Stream<Path> kept = Files.list(audited.resolve("finished"))) {
            costs = kept.filter(file -> file.getFileName().toString().startsWith("further-cost"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] before = Files.readAllBytes(costs);
        audit(run, data, audited);
        assertThat(audited.resolve("further.json")).hasBinaryContent(further);

        Files.writeString(
                costs, Files.readString(costs).replaceAll("\"milliseconds\":[0-9.]+", "\"milliseconds\":4711.0"));
        audit(run, data, audited);
        assertThat(json(audited, "further").path("costs").findValuesAsText("milliseconds"))
                .containsOnly("4711.0");
        Files.write(costs, before);
        audit(run, data, audited);
    }
}
