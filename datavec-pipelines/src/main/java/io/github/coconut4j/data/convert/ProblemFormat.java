package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.file.ProblemFiles;
import io.github.coconut4j.data.file.ProblemReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats of problem files that can be converted. Those of objects are read from a JSON list, JSON lines or CSV, and
 * whatever is compressed with gzip is unpacked on the way.
 */
public enum ProblemFormat {
    /** The official format of Coconut. */
    OFFICIAL(null) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return ProblemFiles.reader(file);
        }
    },
    /** GSM8K as augmented by Deng et al.: {@code question||<<3*4=12>> <<…>> #### 12}, one a line. */
    GSM8K_AUGMENTED(StepSplit.CALCULATIONS) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return ProblemFiles.lines(file, (line, where) -> Gsm8k.augmented(line, split, where));
        }
    },
    /** GSM8K as published; steps are the lines of the solution without their calculator annotations. */
    GSM8K(StepSplit.LINES) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return Tables.reader(file, (row, where) -> Gsm8k.published(row, split, where));
        }
    },
    /** GSM8K as published; steps are the calculator annotations alone. */
    GSM8K_CALCULATIONS(StepSplit.CALCULATIONS) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return GSM8K.open(file, split);
        }
    },
    /** The data sets of CODI: {@code question}, {@code cot}, {@code answer}. */
    CODI(StepSplit.CALCULATIONS) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return Tables.reader(file, (row, where) -> Gsm8k.codi(row, split, where));
        }
    },
    /** The data sets of Logic-LM: {@code context}, {@code question}, {@code options}, {@code answer}, {@code explanation}. */
    LOGIC_LM(StepSplit.SENTENCES) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return Tables.reader(file, (row, where) -> LogicLm.problem(row, split, where));
        }
    },
    /** The official format as CSV, a line for every step inside the quotation marks, or a JSON list. */
    CSV(StepSplit.LINES) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return Tables.csv(file, (row, where) -> Tables.official(row, split, where));
        }
    },
    /** The JSON files of the original ProntoQA program; two sentences of the chain are a step, as Coconut trains on them. */
    PRONTOQA(StepSplit.PAIRS) {
        @Override
        ProblemReader open(Path file, StepSplit split) {
            return ProblemFiles.members(file, (row, where) -> ProntoQaExamples.problem(row, split, where));
        }
    };

    private final StepSplit usual;

    ProblemFormat(StepSplit usual) {
        this.usual = usual;
    }

    /**
     * How the chains are split if nothing else is said; empty if they come in steps.
     *
     * @return what {@link #reader(Path)} takes
     */
    public Optional<StepSplit> usualSplit() {
        return Optional.ofNullable(usual);
    }

    /**
     * A reader at the beginning of a file.
     *
     * @param file packed with gzip or plain
     * @return to be closed; nothing but the beginning of the file was looked at
     * @throws io.github.coconut4j.data.DataException if the file is missing or no text
     */
    public ProblemReader reader(Path file) {
        return open(file, usual);
    }

    /**
     * The same with chains split in another way than usual; formats whose chains come in steps take no notice.
     *
     * @param file packed with gzip or plain
     * @param split of each chain
     * @return to be closed
     */
    public ProblemReader reader(Path file, StepSplit split) {
        return open(file, split);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract ProblemReader open(Path file, StepSplit split);
}
