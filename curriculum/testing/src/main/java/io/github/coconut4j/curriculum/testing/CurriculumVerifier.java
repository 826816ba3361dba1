package io.github.coconut4j.curriculum.testing;

import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.StagedRecord;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.data.text.Tokenizers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says in a test what a method makes of a problem; nothing is trained, no backend is needed.
 *
 * <pre>{@code
 * verifyThat(coconut())
 *         .given(Problem.of("Is Tom a lempus?", List.of("Tom is a terpus.", "Every terpus is a lempus."), "Yes."))
 *         .atStage(1)
 *         .writes("Is Tom a lempus? <|start-latent|> <|latent|> <|end-latent|> Every terpus is a lempus. ### Yes.")
 *         .learns("Every terpus is a lempus. ### Yes.")
 *         .asks("Is Tom a lempus? <|start-latent|> <|latent|> <|end-latent|>");
 * }</pre>
 *
 * <p>Texts are compared without the end of text, which everything written ends with; line breaks and spaces count as one space, and special tokens stand alone. A token is a
 * word or a punctuation mark, as for a model from scratch, which matters to methods that remove tokens.
 */
public final class CurriculumVerifier {
    private final Method method;
    private final Problem problem;
    private final Curriculum curriculum;

    private CurriculumVerifier(Method method, Problem problem, Curriculum curriculum) {
        this.method = method;
        this.problem = problem;
        this.curriculum = curriculum;
    }

    /**
     * Begins with a method, for example {@code Dsl.coconut()}.
     *
     * @param method not trained, nor ever to be
     * @return what is still to be told a problem
     */
    public static Unasked verifyThat(Method method) {
        return problem -> new CurriculumVerifier(
                method, problem, Curriculum.of(problem.steps().size()));
    }

    /** A method without a problem. */
    @FunctionalInterface
    public interface Unasked {
        /**
         * The problem that is written down.
         *
         * @param problem with its steps
         * @return a verifier with as many stages as the problem has steps, unless {@link CurriculumVerifier#over} names others
         */
        CurriculumVerifier given(Problem problem);
    }

    /**
     * {@return the same under another curriculum}
     *
     * @param other whose stages are looked at
     * @throws io.github.coconut4j.curriculum.CurriculumException if the method makes no sense with it
     */
    public CurriculumVerifier over(Curriculum other) {
        method.validate(other);
        return new CurriculumVerifier(method, problem, other);
    }

    /**
     * {@return one stage of the curriculum}
     *
     * @param stage from 0 to the curriculum's last
     * @throws IllegalArgumentException if there is no such stage
     */
    public AtStage atStage(int stage) {
        if (stage < 0 || stage > curriculum.stages()) {
            throw new IllegalArgumentException(
                    "The curriculum has stages 0 to " + curriculum.stages() + ", not " + stage + ".");
        }
        return new AtStage(stage);
    }

    /** What the method does at one stage. */
    public final class AtStage {
        private final int stage;
        private final Tokenizer tokenizer = Tokenizers.trainedOn(new ListSource("problem", List.of(problem), ""))
                .with(method.tokens(curriculum));
        private final ProblemEncoder encoder = new ProblemEncoder(tokenizer);

        private AtStage(int stage) {
            this.stage = stage;
        }

        /**
         * Holds what the model is trained on, from the question to the answer.
         *
         * @param text with special tokens as they are written
         * @return this stage, for more to be held
         * @throws AssertionError with both texts if it is another
         */
        public AtStage writes(String text) {
            StagedRecord written = written();
            return same("writes", text, spelt(written, 0, written.length()));
        }

        /**
         * Holds the part of it that the loss is taken over.
         *
         * @param text with special tokens as they are written
         * @return this stage, for more to be held
         * @throws AssertionError with both texts if it is another
         */
        public AtStage learns(String text) {
            StagedRecord written = written();
            return same("learns", text, spelt(written, written.firstLabel(), written.length()));
        }

        /**
         * Holds what the model is given when it is asked after this stage.
         *
         * @param text with special tokens as they are written
         * @return this stage, for more to be held
         * @throws AssertionError with both texts if it is another
         */
        public AtStage asks(String text) {
            StagedRecord prompt = encoder.prompt(problem, method.answering(problem, stage, curriculum));
            return same("asks", text, spelt(prompt, 0, prompt.length()));
        }

        /**
         * Holds the number of continuous thoughts in what is written.
         *
         * @param thoughts 0 or more
         * @return this stage, for more to be held
         * @throws AssertionError if it is another
         */
        public AtStage thinks(int thoughts) {
            return same("thinks", thoughts + " thoughts", written().latents() + " thoughts");
        }

        private StagedRecord written() {
            return encoder.training(problem, method.training(problem, stage, curriculum));
        }

        private String spelt(StagedRecord record, int from, int to) {
            StringBuilder text = new StringBuilder();
            int begin = from;
            for (int i = from; i < to; i++) {
                if (isSpecial(record.inputIds()[i])) {
                    text.append(words(record, begin, i));
                    text.append(' ')
                            .append(tokenizer.token(record.inputIds()[i]))
                            .append(' ');
                    begin = i + 1;
                }
            }
            return spaced(text.append(words(record, begin, to)).toString())
                    .replaceFirst(" ?" + Pattern.quote(tokenizer.token(tokenizer.eos())) + "$", "");
        }

        private String words(StagedRecord record, int from, int to) {
            return tokenizer.decode(Arrays.copyOfRange(record.inputIds(), from, to));
        }

        private boolean isSpecial(int id) {
            return id == tokenizer.startLatent()
                    || id == tokenizer.endLatent()
                    || id == tokenizer.latent()
                    || id == tokenizer.eos()
                    || method.tokens(curriculum).contains(tokenizer.token(id));
        }

        private AtStage same(String verb, String expected, String actual) {
            if (!spaced(expected).equals(spaced(actual))) {
                throw new AssertionError("%s at stage %d %s%n  %s%nnot%n  %s"
                        .formatted(method.name(), stage, verb, spaced(actual), spaced(expected)));
            }
            return this;
        }

        private static String spaced(String text) {
            return text.strip().replaceAll("\\s+", " ");
        }
    }
}
