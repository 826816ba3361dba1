package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.folder.ModelFolder;
import io.github.coconut4j.model.parity.Difference;
import io.github.coconut4j.model.parity.ParityReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coconut parity}: whether a model computes what another implementation computed. */
@Command(
        name = "parity",
        description = {
            "Compares loss, logits and the gradient of every parameter with numbers computed elsewhere.",
            "Exit code 1 if one of them is farther off than the tolerance."
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  ./coconut parity --model FOLDER --reference FOLDER/reference.safetensors",
            "",
            "The reference is a safetensors file with the batch (input_ids, attention_mask,",
            "position_ids, labels), its loss, logits and the gradients as grad.NAME, NAME",
            "as in Hugging Face's files. Differences are ‖a - b‖ / ‖b‖."
        })
public final class ParityCommand implements Computing {
    private static final int SHOWN = 10;

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Folder with config.json and model.safetensors.")
    private Path model;

    @Option(names = "--reference", required = true, paramLabel = "FILE", description = "What was computed elsewhere.")
    private Path reference;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "Largest relative difference that passes (default: ${DEFAULT-VALUE}).",
            defaultValue = "1e-4")
    private double tolerance;

    @Option(names = "--json", description = "Print every tensor, worst first, as one line of JSON.")
    private boolean json;

    public ParityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Model loaded = ModelFolder.load(model)) {
            ParityReport report = ParityReport.compare(loaded, reference, tolerance);
            if (json) {
                console.out()
                        .println(Json.result("parity", new Parity(report.passed(), tolerance, report.differences())));
            } else {
                print(report);
            }
            return report.passed() ? ExitCode.OK : ExitCode.VERDICT;
        }
    }

    private void print(ParityReport report) {
        List<Difference> differences = report.differences();
        Table table = new Table("tensor, worst first", "relative", "largest");
        for (Difference difference : differences.subList(0, Math.min(SHOWN, differences.size()))) {
            table.add(difference.tensor(), scientific(difference.relative()), scientific(difference.largest()));
        }
        table.lines().forEach(console.out()::println);
        long off = differences.stream()
                .filter(difference -> !difference.within(report.tolerance()))
                .count();
        console.out().println();
        console.out()
                .println(
                        off == 0
                                ? "All %d tensors agree within %s.".formatted(differences.size(), tolerance)
                                : "%d of %d tensors are farther off than %s."
                                        .formatted(off, differences.size(), tolerance));
    }

    private static String scientific(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }

    /**
     * What {@code parity --json} prints.
     *
     * @param passed whether all are within the tolerance
     * @param tolerance largest relative difference that passes
     * @param tensors one for each tensor, worst first
     */
    private record Parity(boolean passed, double tolerance, List<Difference> tensors) {}
}
