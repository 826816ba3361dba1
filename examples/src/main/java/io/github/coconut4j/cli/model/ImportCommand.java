package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.curriculum.exchange.ModelImport;
import io.github.coconut4j.curriculum.exchange.ModelImport.Imported;
import io.github.coconut4j.model.decoder.DecoderFamilies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut import}: a model of others, ready to have thoughts. */
@Command(
        name = "import",
        description = "Takes in a GPT-2, Llama, Mistral or Qwen2 from a Hugging Face folder or a checkpoint.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut import --from ~/gpt2 --out models/gpt2",
            "  ./coconut train configs/prosqa.yaml --method coconut --set path=models/gpt2",
            "  ./coconut import --from checkpoint_33 --base ~/gpt2 --out models/official",
            "",
            "A folder needs config.json, the weights and a tokenizer:",
            "  weights    model.safetensors or pytorch_model.bin, in one file or sharded",
            "  tokenizer  tokenizer.json (any byte-pair encoding); of GPT-2 also vocab.json",
            "             and merges.txt, or encoder.json and vocab.bpe",
            "A checkpoint is what torch.save made of a state_dict; nothing in it is executed,",
            "a file that asks for more than tensors is refused.",
            "",
            "A folder of peft's LoRA adapters is merged into the model they stand beside,",
            "which --base names where adapter_config.json does not.",
            "",
            "<|start-latent|>, <|end-latent|> and <|latent|> are added behind the vocabulary",
            "where it lacks them; their embeddings start as copies of that of <<. Embeddings",
            "of no token, with which some models fill up their vocabulary, are left out."
        })
public final class ImportCommand implements Computing {
    private final Console console;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description = "A Hugging Face folder, or a file of weights (then with --base).")
    private Path from;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Folder with the configuration and tokenizer of the weights (default: --from).")
    private Path base;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write; must not exist yet.")
    private Path out;

    @Option(names = "--json", description = "Print what was written as one line of JSON.")
    private boolean json;

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (base == null && Files.isRegularFile(from)) {
            throw new UserException(from
                    + " is a file of weights; say with --base which model folder its configuration and"
                    + " tokenizer are in");
        }
        Imported imported = (base == null ? ModelImport.of(from) : new ModelImport(from, base)).into(out);
        imported.notes().forEach(note -> console.err().println("note: " + note));
        console.out().println(json ? Json.result("import", imported) : sentence(imported));
        return ExitCode.OK;
    }

    private static String sentence(Imported imported) {
        String leftOut = imported.leftOut() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d of %,d embeddings belong to no token and are left out",
                        imported.leftOut(),
                        imported.embeddings());
        String nanoGpt = imported.nanoGpt()
                ? "; these are weights of nanoGPT, which computes GELU exactly, not by GPT-2's formula, so its answers"
                        + " may differ a little"
                : "";
        return String.format(
                Locale.ROOT,
                "%s: %s of %d layers, width %d, %d heads, %d positions, %,d tokens (thoughts are token %d): %,d"
                        + " parameters%s%s",
                imported.folder(),
                DecoderFamilies.all().get(imported.family()).title(),
                imported.layers(),
                imported.width(),
                imported.heads(),
                imported.positions(),
                imported.vocabulary(),
                imported.tokens().latent(),
                imported.parameters(),
                leftOut,
                nanoGpt);
    }
}
