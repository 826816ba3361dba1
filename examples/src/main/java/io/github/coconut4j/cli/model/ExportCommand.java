package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.exchange.ModelExport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut export}: a trained model for other programs. */
@Command(
        name = "export",
        description = "Gives a model out, for transformers, peft or stock Deeplearning4j.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut export --model runs/prosqa --format huggingface --out exported",
            "  ./coconut export --model runs/prosqa --format samediff --out graphs",
            "",
            "huggingface  config.json, model.safetensors and the tokenizer, for transformers:",
            "             AutoModelForCausalLM.from_pretrained(\"exported\")",
            "             (adapters of LoRA are merged into it)",
            "peft         the adapters of LoRA alone: adapter_config.json and",
            "             adapter_model.safetensors, for PeftModel.from_pretrained",
            "samediff     model.fb takes rows with their latent tokens, step.fb one more",
            "             column with the keys and values so far: SameDiff.load(file, false);",
            "             model.txt and step.txt beside them say what goes in and comes out",
            "checkpoint   what evaluate, generate, audit and analyze need, no optimizer",
            "",
            "With --thoughts 0, model.fb takes questions only, and step.fb has any number of",
            "thoughts."
        })
public final class ExportCommand implements Computing {
    private final Console console;

    /** What it is written for. */
    enum Format {
        /** transformers. */
        HUGGINGFACE,
        /** peft, adapters alone. */
        PEFT,
        /** SameDiff without this library. */
        SAMEDIFF,
        /** This library, to be asked and not to be trained on. */
        CHECKPOINT;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "A checkpoint, a run, whose last checkpoint is taken, or an imported model.")
    private Path model;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write; must not exist yet.")
    private Path out;

    @Option(
            names = "--thoughts",
            paramLabel = "K",
            description = "Most latent tokens of a row of model.fb (default: as many as the model was trained with).")
    private Integer thoughts;

    @Option(names = "--json", description = "Print what was written as one line of JSON.")
    private boolean json;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (thoughts != null && format != Format.SAMEDIFF) {
            throw new UserException("--thoughts is about model.fb: leave it out, or take --format samediff.");
        }
        ModelExport found = ModelExport.of(model);
        ModelExport export = thoughts == null ? found : found.thoughts(thoughts);
        switch (format) {
            case HUGGINGFACE -> export.toHuggingFace(out);
            case PEFT -> export.toPeft(out);
            case SAMEDIFF -> export.toSameDiff(out);
            case CHECKPOINT -> export.toCheckpoint(out);
        }
        console.out()
                .println(
                        json
                                ? Json.result("export", Map.of("folder", out.toString(), "format", format.toString()))
                                : "%s: %s for %s".formatted(out, export.model(), format));
        return ExitCode.OK;
    }
}
