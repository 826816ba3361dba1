package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.data.Problem;

/**
 * Judges as the official code does: what follows the last {@code #} of the text, without commas and surrounding blanks, is compared with the problem's answer, treated
 * alike. A text without {@code #} is taken whole, so that it is wrong unless it is the answer itself; here it is wrong always, for that is what the mark is for.
 */
public final class OfficialJudge {
    private OfficialJudge() {}

    /**
     * {@return whether a text counts as right}
     *
     * @param problem with its right answer
     * @param text everything the model wrote
     */
    public static boolean isRight(Problem problem, String text) {
        return text.contains("#") && behindMark(text).equals(behindMark(problem.answer()));
    }

    private static String behindMark(String text) {
        return text.substring(text.lastIndexOf('#') + 1).replace(",", "").strip();
    }
}
