package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.ChainSteps;
import io.github.coconut4j.data.Texts;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a reasoning chain that is written as one text becomes steps. */
public enum StepSplit {
    /** Every calculation in double angle brackets is a step, what stands between them is left out. */
    CALCULATIONS {
        @Override
        Stream<String> parts(String chain) {
            return CALCULATION.matcher(chain).results().map(MatchResult::group);
        }
    },
    /** Every line is a step. */
    LINES {
        @Override
        Stream<String> parts(String chain) {
            return chain.lines();
        }
    },
    /** Every sentence is a step. */
    SENTENCES {
        @Override
        Stream<String> parts(String chain) {
            return chain.lines().flatMap(line -> Texts.sentences(line).stream());
        }
    },
    /** Two sentences are a step, see {@link ChainSteps#PAIRS}. */
    PAIRS {
        @Override
        Stream<String> parts(String chain) {
            return ChainSteps.PAIRS.of(SENTENCES.of(chain)).stream();
        }
    },
    /** Every part between blanks is a step. */
    TOKENS {
        @Override
        Stream<String> parts(String chain) {
            return Stream.of(chain.strip().split("\\s+", -1));
        }
    };

    /** A {@code >} inside compares; the first two that follow each other end the calculation. */
    private static final Pattern CALCULATION = Pattern.compile("<<.*?>>");

    private static final String BEGIN = "<<";
    private static final String END = ">>";

    abstract Stream<String> parts(String chain);

    /** The steps of a chain, none of them blank. */
    List<String> of(String chain) {
        return parts(chain).map(String::strip).filter(step -> !step.isEmpty()).toList();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text around the calculations. */
    static String withoutCalculations(String chain) {
        return CALCULATION.matcher(chain).replaceAll("");
    }

    /** Whether every calculation that begins also ends, and the other way round: what is cut off would be lost in silence. */
    static boolean isBalanced(String chain) {
        String around = withoutCalculations(chain);
        return !around.contains(BEGIN)
                && !around.contains(END)
                && CALCULATION
                        .matcher(chain)
                        .results()
                        .noneMatch(one -> one.group().lastIndexOf(BEGIN) > 1);
    }
}
