package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.DataException;

/**
 * How a problem is put into words around its question and before its answer; chat models are asked in their own format.
 *
 * <p>Creating one throws {@link DataException} if the template has no place for the question, or several.
 *
 * @param questionTemplate a text with {@code {question}}; special tokens that are written in it, {@code <|im_start|>} for instance, are those tokens
 * @param answerPrefix stands before the answer
 */
public record Wording(String questionTemplate, String answerPrefix) {
    /** Holds the place of the question. */
    public static final String QUESTION = "{question}";

    /** That of the official code. */
    public static final Wording STANDARD = new Wording(QUESTION + "\n", "### ");

    public Wording {
        int place = questionTemplate.indexOf(QUESTION);
        if (place < 0 || place != questionTemplate.lastIndexOf(QUESTION)) {
            throw new DataException(
                    "question_template must have " + QUESTION + " in it once, where the question goes.");
        }
    }

    /** The question in its format. */
    String asked(String question) {
        return questionTemplate.replace(QUESTION, question);
    }
}
