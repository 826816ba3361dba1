package io.github.coconut4j.curriculum.evaluation;

import io.github.coconut4j.data.Problem;
import java.util.Optional;

/** What became of one problem. A wrong choice and a broken text are different failures, so they are kept apart. */
public enum Outcome {
    /** The right answer. */
    RIGHT,
    /** The other option of a two-way choice; where the problem names no options, any other answer. */
    OTHER_OPTION,
    /** Neither option; where the problem names no options, a text without answer mark. */
    NO_ANSWER;

    /**
     * Judges one answer as the official code does: commas and surrounding blanks do not count.
     *
     * @param answer what was answered, as {@link io.github.coconut4j.data.stage.ProblemEncoder#answerOf} finds it
     * @param generated the whole text it was found in
     */
    static Outcome of(Problem problem, String answer, String generated) {
        if (isRight(problem, answer)) {
            return RIGHT;
        }
        Optional<String> other = problem.otherAnswer();
        boolean answered =
                other.isPresent() ? answer.equals(plain(other.get())) : generated.contains("#") && !answer.isEmpty();
        return answered ? OTHER_OPTION : NO_ANSWER;
    }

    /**
     * {@return whether an answer is a problem's own}
     *
     * @param problem with its right answer
     * @param answer as {@link io.github.coconut4j.data.stage.ProblemEncoder#answerOf} finds it
     */
    public static boolean isRight(Problem problem, String answer) {
        return answer.equals(plain(problem.answer()));
    }

    private static String plain(String answer) {
        return answer.replace(",", "").strip();
    }
}
