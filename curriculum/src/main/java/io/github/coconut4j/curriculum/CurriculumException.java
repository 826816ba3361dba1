package io.github.coconut4j.curriculum;

import io.github.coconut4j.data.Texts;
import java.util.List;

/**
 * Something a user can mend is wrong with an experiment: its settings, its folder, or a training that went astray.
 *
 * <p>The message is for that user: what is wrong, where, and what to do about it.
 */
public class CurriculumException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    /** @param message one sentence for the user */
    public CurriculumException(String message) {
        this(message, message);
    }

    private CurriculumException(String message, String... problems) {
        super(message);
        this.problems = problems;
    }

    /**
     * @param message one sentence for the user
     * @param cause what was caught
     */
    public CurriculumException(String message, Throwable cause) {
        super(message, cause);
        problems = new String[] {message};
    }

    /** {@return what is wrong, each problem in a sentence that does not say what it belongs to} */
    public List<String> problems() {
        return List.of(problems);
    }

    /**
     * One problem of one thing.
     *
     * @param where what the problem belongs to, put before it in the message
     * @param problem a sentence
     * @return the exception, not thrown yet
     */
    public static CurriculumException at(String where, String problem) {
        return new CurriculumException(where + problem, new String[] {problem});
    }

    /**
     * Several problems of one thing in one message; a single one stays on one line.
     *
     * @param where what the problems belong to, for instance the name of a file
     * @param problems at least one, each a sentence
     * @return the exception, not thrown yet
     */
    public static CurriculumException listing(String where, List<String> problems) {
        return listed(where, problems.stream().map(Texts::message).toList());
    }

    /** @param problems each on one line, so that none can pass for two */
    private static CurriculumException listed(String where, List<String> problems) {
        return new CurriculumException(
                problems.size() == 1
                        ? where + ": " + problems.get(0)
                        : where + " has " + problems.size() + " problems:\n  - " + String.join("\n  - ", problems),
                problems.toArray(String[]::new));
    }
}
