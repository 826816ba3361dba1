package io.github.coconut4j.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code coconut data}: what can be done with problems before anything is trained on them. */
@Command(
        name = "data",
        description = "Generates, measures, checks and converts problems.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./coconut data generate --task prosqa --count 17886 --seed 1 --out train.json",
            "  ./coconut data stats train.json",
            "  ./coconut data check train.json --against test.json",
            "  ./coconut data twins train.json --out twins.json",
            "  ./coconut data bench configs/quickstart.yaml"
        })
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
