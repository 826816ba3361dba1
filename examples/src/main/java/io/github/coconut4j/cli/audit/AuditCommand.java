package io.github.coconut4j.cli.audit;

import io.github.coconut4j.cli.arguments.Arguments;
import io.github.coconut4j.cli.arguments.ConfigPath;
import io.github.coconut4j.cli.arguments.ImportedThoughts;
import io.github.coconut4j.cli.terminal.Computing;
import io.github.coconut4j.cli.terminal.Console;
import io.github.coconut4j.cli.terminal.ExitCode;
import io.github.coconut4j.cli.terminal.Json;
import io.github.coconut4j.cli.terminal.StepLines;
import io.github.coconut4j.curriculum.audit.Audit;
import io.github.coconut4j.curriculum.audit.AuditReport;
import io.github.coconut4j.curriculum.audit.AuditSettings;
import io.github.coconut4j.curriculum.audit.course.Course;
import io.github.coconut4j.curriculum.audit.course.CourseFiles;
import io.github.coconut4j.curriculum.audit.course.CoursePoint;
import io.github.coconut4j.curriculum.audit.further.Further;
import io.github.coconut4j.curriculum.audit.further.FurtherReport;
import io.github.coconut4j.curriculum.audit.report.AuditFiles;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.file.ProblemFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coconut audit}: whether the thoughts of a trained model carry its reasoning. */
@Command(
        name = "audit",
        description = {
            "Do the thoughts of a trained model carry its reasoning?",
            "Asks it the same problems with its thoughts as they are, cut short, corrupted,",
            "and exchanged with those of other problems, and gives a verdict with evidence:",
            "carried by the thoughts, mixed, placeholders, shortcut, or undecided where the",
            "problems are too few."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./coconut audit --model runs/quickstart/coconut --data test.json",
            "  ./coconut audit --model runs/mine/coconut --data test.json --quick --json",
            "  ./coconut audit --model runs/mine/coconut --data test.json --checkpoints",
            "  ./coconut audit --ladder configs/quickstart.yaml --seeds 0,1,2",
            "",
            "Problems with a graph have twins: the same facts, asked so that the other",
            "answer is right. With the twin's thoughts, whose answer does the model give?",
            "",
            "Results of finished experiments are kept in --out: what was stopped goes on.",
            "",
            "--ladder trains the controls between no thoughts and coconut, alike, and says",
            "what each rung is worth. It goes on where it was stopped."
        })
public final class AuditCommand implements Computing {
    private final Console console;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A checkpoint, or the folder of a run, whose last checkpoint is taken.")
    private Path model;

    @Mixin
    private ImportedThoughts thoughts;

    @Option(names = "--data", paramLabel = "FILE", description = "Problems it was not trained on.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the page, the JSON and the CSV files go (default: audit; runs/NAME-ladder).")
    private Path out;

    @Option(
            names = "--also",
            paramLabel = "FILE",
            description = "Problems of another kind, to be answered too: longer, denser; may be repeated.")
    private List<Path> also = new ArrayList<>();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description =
                    "Problems that are asked, each with its twin (default: 1000; with --quick or --checkpoints 250).")
    private Integer pairs;

    @Option(
            names = "--quick",
            description = "Fewer problems, no interventions on single thoughts, no experiments beside the verdict.")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of donors, noise and permutations (default: ${DEFAULT-VALUE}).",
            defaultValue = "0")
    private long seed;

    @Option(names = "--json", description = "Print verdict and evidence as one line of JSON.")
    private boolean json;

    @Option(
            names = "--checkpoints",
            description = "Ask every checkpoint the run has kept, and show the course of its thoughts.")
    private boolean checkpoints;

    @Option(
            names = "--ladder",
            converter = ConfigPath.class,
            paramLabel = "CONFIG",
            description = "Train the ladder of controls of this experiment instead, what is missing of it.")
    private Path ladder;

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Seeds of the ladder (default: 0,1,2).")
    private List<Long> seeds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Use this value for a key of the ladder's experiment; may be repeated.")
    private List<String> overrides;

    @Spec
    private CommandSpec spec;

    public AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireEither();
        if (ladder != null) {
            LadderClimb climb = new LadderClimb(console, json);
            return climb.call(
                    ladder,
                    overrides == null ? List.of() : overrides,
                    seeds == null ? List.of(0L, 1L, 2L) : seeds,
                    Optional.ofNullable(out));
        }
        if (pairs != null) {
            Arguments.requirePositive("--pairs", pairs);
        }
        thoughts.check();
        AuditSettings settings = AuditSettings.STANDARD
                .withPairs(pairs != null ? pairs : quick || checkpoints ? 250 : AuditSettings.STANDARD.pairs())
                .withQuick(quick)
                .withSeed(seed);
        AuditFiles files = AuditFiles.in(out == null ? Path.of("audit") : out);
        if (checkpoints) {
            course(settings, files);
            return ExitCode.OK;
        }
        single(settings, files);
        return ExitCode.OK;
    }

    private void single(AuditSettings settings, AuditFiles files) {
        List<ProblemSource> others = new ArrayList<>();
        try (ProblemSource problems = ProblemFiles.open(data);
                TrainedModel trained = thoughts.open(model);
                StepLines lines = new StepLines(console)) {
            also.forEach(file -> others.add(ProblemFiles.open(file)));
            Optional<Further> further = quick
                    ? Optional.empty()
                    : Optional.of(
                            new Further(trained, problems, others, settings, lines::say).keeping(files.finished()));
            AuditReport report = Audit.of(trained, problems, settings)
                    .telling(new AuditProgress(lines::say))
                    .keeping(files.finished())
                    .run();
            Optional<FurtherReport> more = further.map(Further::run);
            lines.done();
            files.write(report, more);
            console.err().println("The evidence is in " + files.page());
            if (json) {
                console.out().println(Json.result("audit", AuditSummary.of(report)));
            } else {
                AuditText.lines(report).forEach(console.out()::println);
                more.map(FurtherText::lines).orElse(List.of()).forEach(console.out()::println);
            }
        } finally {
            others.forEach(ProblemSource::close);
        }
    }

    private void course(AuditSettings settings, AuditFiles files) {
        Course course = Course.of(model);
        try (ProblemSource problems = ProblemFiles.open(data);
                StepLines lines = new StepLines(console)) {
            List<CoursePoint> points =
                    course.run(problems, settings, files.finished().folder(), new AuditProgress(lines::say));
            lines.done();
            CourseFiles written = new CourseFiles(files.folder());
            written.write(points);
            console.err().println("The evidence is in " + written.page());
            if (json) {
                console.out().println(Json.result("audit", CourseSummary.of(points)));
            } else {
                CourseText.lines(points).forEach(console.out()::println);
            }
        }
    }

    private void requireEither() {
        if (ladder == null && (model == null || data == null)) {
            throw new ParameterException(
                    spec.commandLine(), "give --model DIR and --data FILE, or --ladder CONFIG to train controls");
        }
        if (ladder != null
                && (model != null
                        || data != null
                        || pairs != null
                        || quick
                        || checkpoints
                        || thoughts.given()
                        || !also.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--ladder trains and asks models of its own; leave --model, --data, --also, --thoughts,"
                            + " --checkpoints, --pairs and --quick out");
        }
        if (checkpoints && (quick || thoughts.given())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--checkpoints asks a run made here, quickly; leave --thoughts and --quick out");
        }
        if ((quick || checkpoints) && !also.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--also asks other problems, which --quick and --checkpoints leave out; give it without them");
        }
        if (ladder == null && (seeds != null || overrides != null)) {
            throw new ParameterException(spec.commandLine(), "--seeds and --set belong to --ladder CONFIG");
        }
    }
}
