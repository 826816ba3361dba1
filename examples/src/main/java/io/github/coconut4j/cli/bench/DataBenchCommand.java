package io.github.coconut4j.cli.bench;

import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.experiment.ExperimentFiles;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.experiment.DataSpeed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coconut data bench}: whether the data keep ahead of the training. */
@Command(
        name = "bench",
        description = {
            "Times how fast the data of an experiment come (read or drawn, tokenized, staged and batched, on one thread)"
                    + " and how fast its first method trains on them.",
            "Training waits for nothing as long as the ratio is above 1."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut data bench configs/quickstart.yaml",
            "  ./coconut data bench configs/prosqa-small.yaml --set train_path=train.json \\",
            "      --set val_path=valid.json",
            "",
            "Close other programs: a busy machine slows both, but not alike."
        })
public final class DataBenchCommand implements Computing {
    private final Console console;

    @Parameters(converter = ConfigPath.class, paramLabel = "CONFIG", description = "An experiment, as YAML.")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting that wins over the file; repeatable.")
    private List<String> settings = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "How long the data are read for each stage (default: ${DEFAULT-VALUE}).",
            defaultValue = "2")
    private double seconds;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    public DataBenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= 60)) {
            throw new UserException("--seconds must be above 0 and at most 60, not %s.".formatted(seconds));
        }
        List<DataSpeed> speeds;
        try (OpeningProgress opening = new OpeningProgress(console)) {
            speeds = DataSpeed.measure(ExperimentFiles.load(config, settings), seconds, opening);
        }
        if (json) {
            console.out()
                    .println(Json.result(
                            "data bench", speeds.stream().map(Report::of).toList()));
            return ExitCode.OK;
        }
        Table table = new Table("stage", "rows/s", "tokens/s", "training rows/s", "ratio");
        for (DataSpeed speed : speeds) {
            table.add(
                    Integer.toString(speed.stage()),
                    "%,.0f".formatted(speed.rows()),
                    "%,.0f".formatted(speed.tokens()),
                    "%,.0f".formatted(speed.trainedRows()),
                    String.format(Locale.ROOT, "%.1f", speed.ratio()));
        }
        table.lines().forEach(console.out()::println);
        return ExitCode.OK;
    }

    /**
     * What {@code --json} prints for a stage.
     *
     * @param ratio of the data's rows a second to the training's
     */
    private record Report(
            int stage, double rowsPerSecond, double tokensPerSecond, double trainingRowsPerSecond, double ratio) {
        static Report of(DataSpeed speed) {
            return new Report(speed.stage(), speed.rows(), speed.tokens(), speed.trainedRows(), speed.ratio());
        }
    }
}
