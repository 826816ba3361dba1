package io.github.coconut4j.cli.mutation;

import io.github.coconut4j.cli.Cli;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a command made of a spoilt file, and what is wrong with that. */
record Outcome(Cli.Result result, long milliseconds, long megabytes) {
    /** Of processor time, on a slow machine: what is wanted is two seconds. */
    private static final long SLOW = 10_000;

    /** Of everything that was ever allocated. */
    private static final long LARGE = 512;

    private static final int LONG = 400;

    private static final Pattern INTERNALS = Pattern.compile(
            String.join(
                    "|",
                    "[A-Za-z]Exception|[a-z]Error\\b",
                    "(?<!!!)\\b(java|javax|org|com|io|sun|scala)\\.[a-z]+\\.", // !!java… is a word of the file
                    "(?<!!!)\\b[a-z]+\\.[a-z]+\\.(?!NaN)[A-Z]\\w+",
                    "(?i:jackson|snakeyaml|datavec\\.|picocli|pickle\\b.*opcode \\d+ of)",
                    "REDACTED|Source:|StreamReadConstraints|\\[line:|byte offset|START_(OBJECT|ARRAY)|VALUE_|FIELD_NAME",
                    "Cannot (deserialize|construct|coerce|invoke)|Unrecognized|was expecting|Unexpected (character|end)|Unexpected close",
                    "while (scanning|parsing)|in 'reader'|mapping values|found (character|unknown)|could not (find expected|determine)",
                    "out of bounds|For input string|Input length|MALFORMED|invalid (stored|block|distance|LOC|CEN|END|bit|code|literal)",
                    "[Ii]ncorrect (header|data)|zip END|Not in GZIP|GZIP (magic|trailer)|Unexpected end of ZLIB|because \"",
                    "internal error|@[0-9a-f]{6,8}\\b"),
            0);

    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cntrl}\\p{Co}\\p{Cs}\u2028\u2029\u202a-\u202e&&[^\n\t]]");

    static Outcome of(String... command) {
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        Cli.Result result = Cli.run(command);
        return new Outcome(
                result,
                (thread.getCurrentThreadCpuTime() - before) / 1_000_000,
                (thread.getCurrentThreadAllocatedBytes() - allocated) >> 20);
    }

    /** Nothing, where all is well. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (result.exitCode() < 0 || result.exitCode() > 2) { // 1: a check has found what it looks for
            violations.add("exit code " + result.exitCode());
        }
        if (result.exitCode() == 2) {
            refusal(violations);
        }
        if (INTERNALS.matcher(result.err()).find()) {
            violations.add("words of a library");
        }
        if (CONTROLS.matcher(result.err() + result.out()).find()) {
            violations.add("control characters");
        }
        if (milliseconds > SLOW) {
            violations.add(milliseconds + " ms");
        }
        if (megabytes > LARGE) {
            violations.add(megabytes + " MB");
        }
        return violations;
    }

    /** One line that is a sentence, or one that announces the list below it. */
    private void refusal(List<String> violations) {
        List<String> lines = result.err()
                .lines()
                .filter(line -> !line.startsWith("note: ") && !line.startsWith("left out: "))
                .toList();
        if (!result.out().isEmpty()) {
            violations.add("half an output");
        }
        if (lines.isEmpty()
                || !lines.get(0).startsWith("coconut: ")
                || lines.get(0).split(" ").length < 4) {
            violations.add("no sentence");
        }
        if (lines.stream().skip(1).anyMatch(line -> !line.startsWith("  - "))) {
            violations.add("several lines");
        }
        if (lines.stream().anyMatch(line -> line.length() > LONG)) {
            violations.add("a long line");
        }
    }
}
