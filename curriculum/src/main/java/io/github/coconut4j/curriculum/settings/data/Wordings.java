package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.stage.Wording;

/** The keys {@code question_template} and {@code answer_prefix} of data. */
final class Wordings {
    private Wordings() {}

    /**
     * The wording of two keys, either of which may be null for that of the official code.
     *
     * @throws CurriculumException if the template has no place for the question
     */
    static Wording of(String questionTemplate, String answerPrefix) {
        try {
            return new Wording(
                    questionTemplate == null ? Wording.STANDARD.questionTemplate() : questionTemplate,
                    answerPrefix == null ? Wording.STANDARD.answerPrefix() : answerPrefix);
        } catch (DataException wrong) {
            throw new CurriculumException(wrong.getMessage(), wrong);
        }
    }
}
