package io.github.coconut4j.cli.bench;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.arguments.OutputFile;
import io.github.coconut4j.cli.arguments.UserException;
import io.github.coconut4j.cli.experiment.ExperimentFiles;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.OpeningProgress;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.RaggedSpeed;
import io.github.coconut4j.curriculum.run.WholeFiles;
import io.github.coconut4j.model.bench.BenchmarkModel;
import io.github.coconut4j.model.bench.BenchmarkShape;
import io.github.coconut4j.model.bench.GenerationBenchmark;
import io.github.coconut4j.model.bench.GivenModel;
import io.github.coconut4j.model.bench.Gpt2Sizes;
import io.github.coconut4j.model.bench.Quantity;
import io.github.coconut4j.model.bench.StepBenchmark;
import io.github.coconut4j.model.run.ExecutorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coconut bench}: how fast this machine trains and generates. */
@Command(
        name = "bench",
        description = {
            "Times a training step of a given shape, generation, or the texts of an experiment.",
            "With --peer another program that does the same work runs in turn with it: what counts is the ratio."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut bench",
            "  ./coconut bench --layers 2 --width 64 --heads 4 --vocab 64 --batch 64 \\",
            "      --question 48 --thoughts 4 --answer 4 \\",
            "      --peer 'python3 peer.py --layers 2 ...'",
            "  ./coconut bench --model SmolLM2-135M --batch 4 --question 192 --thoughts 6 \\",
            "      --answer 32",
            "  ./coconut bench --vary thoughts --values 0,1,2,4,8,16 --svg thoughts.svg",
            "  ./coconut bench --generate --layers 2 --width 64 --heads 4 --vocab 390 \\",
            "      --batch 64 --question 27 --thoughts 4 --answer 3",
            "  ./coconut bench --ragged configs/words.yaml",
            "",
            "The peer prints one line of JSON with forward_s and step_s, seconds of a forward",
            "pass and of a training step; the most memory that it held is looked up while it",
            "runs (Linux).",
            "Close other programs: on a busy machine even ratios mislead."
        })
public final class BenchCommand implements Computing {
    private static final int QUESTIONS = 256;
    private static final int MOST = 1 << 20;
    private static final int STEPS = 8;
    private static final int RAGGED_STEPS = 400;

    /** What may stand beside {@code --ragged}. */
    private static final List<String> OF_RAGGED = List.of("--ragged", "--set", "--steps", "--json", "--stacktrace");

    /** What {@code --model} brings. */
    private static final List<String> OF_GPT2 = List.of("--layers", "--width", "--heads", "--vocab");

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(names = "--layers", defaultValue = "4", description = "Blocks (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(names = "--width", defaultValue = "256", description = "Hidden size (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--heads", defaultValue = "8", description = "Attention heads (default: ${DEFAULT-VALUE}).")
    private int heads;

    @Option(names = "--vocab", defaultValue = "512", description = "Vocabulary (default: ${DEFAULT-VALUE}).")
    private int vocabulary;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = {
                "Instead of a GPT-2 of these four sizes: a model as the config.json in this folder describes it, of any"
                        + " family, with random weights."
            })
    private Path given;

    @Option(names = "--batch", defaultValue = "32", description = "Rows of a batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--question", defaultValue = "128", description = "Question tokens (default: ${DEFAULT-VALUE}).")
    private int question;

    @Option(names = "--thoughts", defaultValue = "6", description = "Thoughts (default: ${DEFAULT-VALUE}).")
    private int thoughts;

    @Option(names = "--answer", defaultValue = "16", description = "Labelled tokens (default: ${DEFAULT-VALUE}).")
    private int answer;

    @Option(names = "--steps", paramLabel = "N", description = "Steps a round (default: 8; with --ragged 400 in all).")
    private Integer steps;

    @Option(
            names = "--warmup",
            defaultValue = "5",
            description = "Seconds of each kind of run before them (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds, ours and the peer's in turn (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--streams", description = "Threads (default: one a core).")
    private Integer streams;

    @Option(names = "--peer", paramLabel = "COMMAND", description = "Run this in turn and print the ratios.")
    private String peer;

    @Option(names = "--generate", description = "Time generation instead: batches against one question at a time.")
    private boolean generate;

    @Option(
            names = "--vary",
            paramLabel = "QUANTITY",
            description = "Time steps over several values of one of: ${COMPLETION-CANDIDATES}.")
    private Quantity vary;

    @Option(
            names = "--values",
            paramLabel = "N",
            split = ",",
            description = "The values for --vary, for example 0,1,2,4,8,16.")
    private List<Integer> values = List.of();

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw what --vary gave.")
    private Path svg;

    @Option(
            names = "--ragged",
            paramLabel = "CONFIG",
            converter = ConfigPath.class,
            description = {
                "Train an experiment's first method for a while instead, in turn on its own texts of unlike length and"
                        + " on texts all as long as the average: what plans, padding and sorting cost."
            })
    private Path ragged;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "With --ragged: a setting that wins over the file; repeatable.")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    public BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireNumbers();
        requireOneKind();
        if (ragged != null) {
            ragged();
            return ExitCode.OK;
        }
        BenchmarkShape shape = new BenchmarkShape(model(), batch, question, thoughts, answer);
        ExecutorOptions options = ExecutorOptions.defaults();
        options = streams == null ? options : options.withStreams(streams);
        if (vary != null) {
            curve(shape, options);
        } else if (generate) {
            generation(shape, options);
        } else {
            step(shape, options);
        }
        return ExitCode.OK;
    }

    private BenchmarkModel model() {
        if (given == null) {
            return new Gpt2Sizes(layers, width, heads, vocabulary);
        }
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(OF_GPT2::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new UserException(name + " is a size of a GPT-2, and --model brings its own: leave one out.");
                });
        GivenModel model = GivenModel.of(given);
        model.decoder(question + thoughts + answer);
        return model;
    }

    /** What is far beyond any use is a slip of the keyboard: the limits are those of a configuration. */
    private void requireNumbers() {
        Arguments.requireWithin("--layers", layers, 1, 1000);
        Arguments.requireWithin("--width", width, 1, 65_536);
        Arguments.requireWithin("--heads", heads, 1, 1024);
        Arguments.requireWithin("--vocab", vocabulary, 5, 1 << 24);
        Arguments.requireWithin("--batch", batch, 1, MOST);
        Arguments.requireWithin("--question", question, 1, MOST);
        Arguments.requireWithin("--thoughts", thoughts, 0, 1000);
        Arguments.requireWithin("--answer", answer, 1, MOST);
        Arguments.requireWithin("--steps", steps, 1, MOST);
        Arguments.requireWithin("--warmup", warmUp, 0, 86_400);
        Arguments.requireWithin("--rounds", rounds, 1, MOST);
        Arguments.requireWithin("--streams", streams, 1, 1024);
        values.forEach(value -> Arguments.requireWithin("--values", value, 0, MOST));
    }

    private void requireOneKind() {
        if (ragged == null && !settings.isEmpty()) {
            throw new UserException("--set changes the experiment of --ragged, which was not given.");
        }
        if (ragged != null) {
            spec.commandLine().getParseResult().matchedOptions().stream()
                    .map(OptionSpec::longestName)
                    .filter(name -> !OF_RAGGED.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new UserException("--ragged times an experiment's own training, which " + name
                                + " says nothing of: leave it out, or change the experiment with --set.");
                    });
        }
        if (vary == null && (!values.isEmpty() || svg != null)) {
            throw new UserException("--values and --svg say how --vary is done, which was not given.");
        }
        if (generate && vary != null) {
            throw new UserException("--generate times generation, --vary training steps: give one of the two.");
        }
        if (peer != null && (generate || vary != null)) {
            throw new UserException(
                    "--peer is compared with a single shape's training step: leave out --generate and --vary.");
        }
    }

    private void ragged() {
        int all = steps == null ? RAGGED_STEPS : steps;
        if (all < 2) {
            throw new UserException("--steps must be 2 or more with --ragged: the first half is not counted.");
        }
        Experiment experiment = ExperimentFiles.load(ragged, settings);
        RaggedReport report;
        try (OpeningProgress opening = new OpeningProgress(console)) {
            report = RaggedReport.of(RaggedSpeed.measure(experiment, all, all / 2, opening));
        }
        if (json) {
            console.out().println(Json.result("bench", report));
        } else {
            report.lines().forEach(console.out()::println);
        }
    }

    private int stepsOfARound() {
        return steps == null ? STEPS : steps;
    }

    private void curve(BenchmarkShape shape, ExecutorOptions options) {
        int least = vary == Quantity.THOUGHTS ? 0 : 1;
        if (values.isEmpty()) {
            throw new UserException("--vary needs --values, for example --vary thoughts --values 0,1,2,4,8,16.");
        }
        if (values.stream().anyMatch(value -> value < least)) {
            throw new UserException("--values of this quantity must be %d or more, not %s.".formatted(least, values));
        }
        values.forEach(value -> vary.in(shape, value).requireModel());
        if (svg != null) {
            OutputFile.check(svg);
        }
        CostCurve measured =
                CostCurve.measure(vary, values, shape, options, Duration.ofSeconds(warmUp), stepsOfARound());
        if (json) {
            console.out().println(Json.result("bench", measured));
        } else {
            measured.lines().forEach(console.out()::println);
        }
        if (svg != null) {
            WholeFiles.write(svg, measured.svg());
        }
    }

    private void step(BenchmarkShape shape, ExecutorOptions options) {
        PeerProgram other = peer == null ? null : new PeerProgram(peer);
        BenchReport report;
        try (StepBenchmark benchmark = new StepBenchmark(shape, options)) {
            benchmark.warmUp(Duration.ofSeconds(warmUp));
            BenchRounds measured = new BenchRounds();
            for (int round = 0; round < rounds; round++) {
                measured.ours(benchmark.forwardSeconds(stepsOfARound()), benchmark.stepSeconds(stepsOfARound()));
                if (other != null) {
                    measured.peers(other.run());
                    console.err().println(measured.last(rounds)); // of a large model a round takes minutes
                }
            }
            report = measured.report(benchmark.result(measured.forwardSeconds(), measured.stepSeconds()));
        }
        if (json) {
            console.out().println(Json.result("bench", report));
        } else {
            report.lines().forEach(console.out()::println);
        }
    }

    private void generation(BenchmarkShape shape, ExecutorOptions options) {
        GenerationBenchmark.Result result;
        try (GenerationBenchmark benchmark = new GenerationBenchmark(shape, QUESTIONS, options)) {
            result = benchmark.run(rounds, Duration.ofSeconds(warmUp));
        }
        if (json) {
            console.out().println(Json.result("bench", result));
            return;
        }
        console.out().printf("%.0f questions/s in batches of %d, keys and values kept%n", result.batched(), batch);
        console.out()
                .printf(
                        "%.0f one at a time without cache (all of it again for each thought and word): %.1f times as"
                                + " fast%n",
                        result.withoutCache(), result.ratio());
        console.out()
                .printf(
                        "%.0f one at a time the official way (all of it again for each word): %.1f times as fast%n",
                        result.official(), result.officialRatio());
        console.out().println(result.sameAnswers() ? "the answers are the same" : "the answers DIFFER");
    }
}
