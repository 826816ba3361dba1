package io.github.coconut4j.cli.arguments;

import io.github.coconut4j.curriculum.run.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How often models think: as often as they are used to, or for each number of a range. */
public final class AskedThoughts {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

    @Option(
            names = "--thoughts",
            paramLabel = "N|A..B",
            description =
                    "N: thoughts before an answer, for an imported model; a checkpoint knows its own. A..B: also ask"
                            + " with A to B thoughts, then words, and count the ways that are written.")
    private String thoughts;

    private Integer number;
    private List<Integer> range = List.of();

    /** Refuses what is neither, or out of range, before any model is opened. */
    public void check() {
        if (thoughts == null) {
            return;
        }
        Matcher both = RANGE.matcher(thoughts);
        if (both.matches()) {
            int first = within(both.group(1));
            int last = within(both.group(2));
            if (first > last) {
                throw new UserException(
                        "--thoughts %s ends before it begins; write %d..%d.".formatted(thoughts, last, first));
            }
            range = IntStream.rangeClosed(first, last).boxed().toList();
        } else if (NUMBER.matcher(thoughts).matches()) {
            number = within(thoughts);
        } else {
            throw new UserException("--thoughts is a number, 0 to %d, or a range of them as in 0..3, not %s."
                    .formatted(ImportedThoughts.MOST, thoughts));
        }
    }

    private static int within(String digits) {
        int value = Integer.parseInt(digits);
        Arguments.requireWithin("--thoughts", value, 0, ImportedThoughts.MOST);
        return value;
    }

    /** The numbers of a range, the least first; empty without one. */
    public List<Integer> range() {
        return range;
    }

    /**
     * Opens one of several models, of which some may be imported and others not. An imported one that is asked with a range usually has the most of it.
     *
     * @param all the models of this command
     * @throws RuntimeException with a sentence for the user if it cannot be opened, or if none of them is imported and yet a number was given
     */
    public TrainedModel open(Path folder, List<Path> all) {
        if (range.isEmpty()) {
            return ImportedThoughts.open(folder, all, number);
        }
        return TrainedModel.isTrained(folder)
                ? TrainedModel.open(folder)
                : TrainedModel.open(folder, range.get(range.size() - 1));
    }
}
