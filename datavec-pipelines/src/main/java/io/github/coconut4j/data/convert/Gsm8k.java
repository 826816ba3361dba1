package io.github.coconut4j.data.convert;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.badrow.BadRowException;
import java.util.Map;

/** GSM8K in the ways it is handed on: the chain is one text, the answer stands behind {@code ####}. */
final class Gsm8k {
    private static final String QUESTION_END = "||";

    private Gsm8k() {}

    /**
     * As augmented by Deng et al. (arXiv 2311.01460): {@code question||<<3*4=12>> <<…>> #### 12}. The last {@code ||} ends the
     * question, which may have others in it.
     */
    static Problem augmented(String line, StepSplit split, String where) {
        int end = line.lastIndexOf(QUESTION_END);
        if (end < 0) {
            throw new BadRowException(where + " has no \"||\" between question and chain.");
        }
        String chain = line.substring(end + QUESTION_END.length());
        requireWhole(chain, split, where);
        return Fields.problem(
                line.substring(0, end),
                split.of(Fields.beforeMark(chain)),
                Fields.answerBehindMark(chain, where),
                where);
    }

    /** As published (Cobbe et al., arXiv 2110.14168): the answer holds the solution, with calculator annotations. */
    static Problem published(Map<String, Object> row, StepSplit split, String where) {
        String solution = Fields.text(row, "answer", where);
        String chain = Fields.beforeMark(solution);
        requireWhole(chain, StepSplit.CALCULATIONS, where);
        return Fields.problem(
                Fields.text(row, "question", where),
                split.of(split == StepSplit.CALCULATIONS ? chain : StepSplit.withoutCalculations(chain)),
                Fields.answerBehindMark(solution, where),
                where);
    }

    /** As CODI (Shen et al., arXiv 2502.21074) trains on it: the chain is {@code cot}, the answer may have its mark. */
    static Problem codi(Map<String, Object> row, StepSplit split, String where) {
        String answer = Fields.text(row, "answer", where);
        String chain = Fields.beforeMark(Fields.text(row, "cot", where));
        requireWhole(chain, split, where);
        return Fields.problem(
                Fields.text(row, "question", where),
                split.of(chain),
                answer.contains("#") ? Fields.answerBehindMark(answer, where) : answer.strip(),
                where);
    }

    private static void requireWhole(String chain, StepSplit split, String where) {
        if (split == StepSplit.CALCULATIONS && !StepSplit.isBalanced(chain)) {
            throw new BadRowException(where + " has a calculation that is cut off: \"<<\" and \">>\" do not match in \""
                    + Texts.shorten(chain) + "\".");
        }
    }
}
