package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.badrow.BadRowHandler;
import io.github.coconut4j.data.badrow.SkippedRows;

/** What becomes of a row that is no problem, as {@code on_bad_record} says it. */
final class OnBadRecord {
    static final String SKIP = "skip";
    private static final String FAIL = "fail";

    private OnBadRecord() {}

    /** The choice, {@code fail} if there is none. */
    static String checked(String choice) {
        String made = choice == null ? FAIL : choice;
        if (!made.equals(FAIL) && !made.equals(SKIP)) {
            throw new CurriculumException("on_bad_record must be fail or skip, not " + made + ".");
        }
        return made;
    }

    static BadRowHandler handler(String choice) {
        return choice.equals(SKIP) ? new SkippedRows() : BadRowHandler.FAIL;
    }
}
