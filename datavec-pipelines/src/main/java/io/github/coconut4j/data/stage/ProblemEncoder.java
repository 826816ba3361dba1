package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import io.github.coconut4j.data.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes problems down as token ids, exactly as the official code does: {@code "question\n"}, every {@code "step\n"} and
 * {@code "### answer"} (or what another {@link Wording} says) are tokenized separately, the answer is followed by the end-of-sequence token; what the tokenizer puts before every
 * text ({@code <|begin_of_text|>}) stands first.
 */
public final class ProblemEncoder {
    private static final Pattern ANSWER_MARK = Pattern.compile("(?<!\\S)###(?!\\S)");

    private final Tokenizer tokenizer;
    private final Wording wording;

    /**
     * An encoder that uses this tokenizer and the wording of the official code.
     *
     * @param tokenizer that knows the special tokens of the layouts
     */
    public ProblemEncoder(Tokenizer tokenizer) {
        this(tokenizer, Wording.STANDARD);
    }

    /**
     * An encoder that uses this tokenizer and wording.
     *
     * @param tokenizer that knows the special tokens of the layouts
     * @param wording around question and answer
     */
    public ProblemEncoder(Tokenizer tokenizer, Wording wording) {
        this.tokenizer = tokenizer;
        this.wording = wording;
    }

    /**
     * The tokenizer it uses.
     *
     * @return the one that was given
     */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * The whole problem, to learn from: everything after the thoughts is labelled.
     *
     * @param problem whose words are in the vocabulary
     * @param layout what is left out, and what stands in its place
     * @return ends in the end of text
     */
    public StagedRecord training(Problem problem, Layout layout) {
        Ids ids = start(problem, layout);
        int firstLabel = ids.size;
        int removed = layout.removedTokens();
        List<String> steps = problem.steps();
        for (String step : steps.subList(Math.min(layout.removedSteps(), steps.size()), steps.size())) {
            int[] tokens = step(step);
            int gone = Math.min(removed, tokens.length);
            ids.add(Arrays.copyOfRange(tokens, gone, tokens.length));
            removed -= gone;
        }
        ids.add(answer(problem));
        ids.add(tokenizer.eos());
        return ids.record(firstLabel, layout);
    }

    /**
     * How many tokens each part of a problem takes; gives the length of {@link #training} for any layout without writing it down.
     *
     * @param problem whose words are in the vocabulary
     * @return in tokens
     */
    public ProblemLengths lengths(Problem problem) {
        return new ProblemLengths(
                tokenizer.start().length + question(problem).length,
                problem.steps().stream().map(step -> step(step).length).toList(),
                answer(problem).length);
    }

    private int[] question(Problem problem) {
        String question = problem.question();
        if (wording.questionTemplate().equals(Wording.STANDARD.questionTemplate())) {
            return tokenizer.encode(wording.asked(question));
        }
        if (!Arrays.equals(tokenizer.encode(question), tokenizer.encodeFrame(question))) {
            throw new DataException(
                    "The question \"" + Texts.shorten(question)
                            + "\" has a token written out in it that ends texts or stands for a thought; with a question_template it would become that token.");
        }
        return tokenizer.encodeFrame(wording.asked(question));
    }

    private int[] step(String step) {
        return tokenizer.encode(step + "\n");
    }

    private int[] answer(Problem problem) {
        return answer(problem.answer());
    }

    /**
     * {@return the tokens of an answer as it is written behind the thoughts and steps, its mark included, the end of the text not}
     *
     * @param answer without its mark
     */
    public int[] answer(String answer) {
        return tokenizer.encode(wording.answerPrefix() + answer);
    }

    /**
     * Only question, markers and thoughts, to generate from: nothing is labelled.
     *
     * @param problem of which the question is taken
     * @param layout of which the places are taken
     * @return without steps and answer
     */
    public StagedRecord prompt(Problem problem, Layout layout) {
        Ids ids = start(problem, layout);
        return ids.record(ids.size, layout);
    }

    /**
     * The answer in a generated text, without commas, stripped: what follows the last mark {@code ###} that stands alone, and
     * may have a {@code #} in it itself; without such a mark, what follows the last {@code #}, as in the official code. With another prefix of answers it is what follows
     * the last of these, or, without one, the last line.
     *
     * @param generated text behind the question
     * @return empty if nothing follows the mark
     */
    public String answerOf(String generated) {
        if (!wording.answerPrefix().equals(Wording.STANDARD.answerPrefix())) {
            return behindPrefix(generated).replace(",", "").strip();
        }
        Matcher mark = ANSWER_MARK.matcher(generated);
        int begin = generated.lastIndexOf('#') + 1;
        while (mark.find()) {
            begin = mark.end();
        }
        return generated.substring(begin).replace(",", "").strip();
    }

    private String behindPrefix(String generated) {
        String prefix = wording.answerPrefix().strip();
        String text = generated.strip();
        int line = text.lastIndexOf('\n') + 1;
        int begin = prefix.isEmpty() ? -1 : text.lastIndexOf(prefix);
        return text.substring(begin < 0 ? line : begin + prefix.length());
    }

    private Ids start(Problem problem, Layout layout) {
        Ids ids = new Ids();
        ids.add(tokenizer.start());
        ids.add(question(problem));
        if (layout.markers()) {
            ids.add(tokenizer.startLatent());
        }
        ids.promptLength = ids.size;
        for (int place = 1; place <= layout.places(); place++) {
            ids.add(placeholder(layout.filling().token(place)));
        }
        if (layout.markers()) {
            ids.add(tokenizer.endLatent());
        }
        return ids;
    }

    private int placeholder(String token) {
        return tokenizer
                .id(token)
                .orElseThrow(() -> new DataException("The tokenizer has no token " + token
                        + "; add the tokens of the method with Tokenizer.with before problems are written down."));
    }

    /** A growing list of ids. */
    private static final class Ids {
        private int[] ids = new int[256];
        private int size;
        private int promptLength;

        void add(int... more) {
            if (size + more.length > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(2 * ids.length, size + more.length));
            }
            System.arraycopy(more, 0, ids, size, more.length);
            size += more.length;
        }

        StagedRecord record(int firstLabel, Layout layout) {
            return new StagedRecord(Arrays.copyOf(ids, size), firstLabel, promptLength, layout.thoughts());
        }
    }
}
