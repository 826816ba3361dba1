package io.github.coconut4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final int COLUMNS = 80;

    static Stream<CommandLine> commands() {
        return all(Cli.commands());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void noLineIsBrokenOnATerminalOf80Columns(CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(help.lines().toList())
                .containsAll(Stream.of(command.getCommandSpec().usageMessage().footer())
                        .toList());
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Cli.run("help", "train").out())
                .isEqualTo(Cli.run("train", "--help").out());
        assertThat(Cli.run("data", "help", "check").out())
                .isEqualTo(Cli.run("data", "check", "--help").out());
        assertThat(Cli.run("generate-completion").out()).contains("complete", "sweep", "--method");
    }
}
