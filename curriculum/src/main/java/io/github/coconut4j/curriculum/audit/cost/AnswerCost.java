package io.github.coconut4j.curriculum.audit.cost;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the answers of a model cost when it is given k thoughts (experiment E16), means over the problems.
 *
 * @param thoughts k
 * @param right share of right answers
 * @param columns question, thoughts and words that were run
 * @param passes that had to wait for each other: the question at once, then one for each place behind it and each word
 * @param megaflops in matrix products
 * @param written share of the texts that have words before the answer mark: steps that were written in spite of the thoughts
 * @param milliseconds as measured, in batches; not the same twice
 */
public record AnswerCost(
        int thoughts,
        double right,
        double columns,
        double passes,
        double megaflops,
        double written,
        double milliseconds) {

    /**
     * Of answers to problems.
     *
     * @param thoughts before each answer
     * @param answers to the problems
     * @param prompts tokens of each problem's prompt, places and marks included
     * @param places how many of these stand behind the question
     * @param cost of the model's decoder
     * @param seconds that all answers took together
     * @return means over the problems
     */
    public static AnswerCost of(
            int thoughts,
            List<Answer> answers,
            List<Integer> prompts,
            List<Integer> places,
            ForwardCost cost,
            double seconds) {
        double right = 0;
        double columns = 0;
        double passes = 0;
        double flops = 0;
        double written = 0;
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            int run = prompts.get(i) + answer.newTokens();
            right += answer.outcome() == Outcome.RIGHT ? 1 : 0;
            columns += run;
            passes += 1 + places.get(i) + answer.newTokens();
            flops += cost.answer(run, answer.newTokens() + 1L); // the end of the text is a word too
            written += answer.text().strip().startsWith("#") ? 0 : 1;
        }
        double all = answers.size();
        return new AnswerCost(
                thoughts,
                right / all,
                columns / all,
                passes / all,
                flops / all / 1e6,
                written / all,
                1000 * seconds / all);
    }

    /**
     * {@return the exhibit with several numbers of thoughts side by side}
     *
     * @param costs of one model
     */
    public static Exhibit exhibit(List<AnswerCost> costs) {
        Bars bars = Bars.numbers("passes that wait for each other");
        List<List<String>> rows = new ArrayList<>();
        for (AnswerCost cost : costs) {
            bars = bars.with("passes", cost.thoughts + (cost.thoughts == 1 ? " thought" : " thoughts"), cost.passes);
            rows.add(List.of(
                    String.valueOf(cost.thoughts),
                    Exhibit.percent(cost.right),
                    Exhibit.tenths(cost.columns),
                    Exhibit.tenths(cost.passes),
                    Exhibit.number(cost.megaflops),
                    Exhibit.percent(cost.written),
                    Exhibit.number(cost.milliseconds)));
        }
        return new Exhibit(
                "cost",
                "What an answer costs",
                "Columns that are run, passes that have to wait for each other, operations in matrix products with keys and values kept, and the time as measured here in "
                        + "batches. Words before the answer: texts that go on in words in spite of the thoughts.",
                List.of("thoughts", "right", "columns", "passes", "MFLOP", "words before the answer", "ms a problem"),
                rows,
                bars);
    }
}
