package io.github.coconut4j.curriculum.audit.cost;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import io.github.coconut4j.curriculum.evaluation.Evaluator.Answer;
import io.github.coconut4j.curriculum.evaluation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the answers of a model cost when it is given k thoughts (experiment E16), means over the problems.
 *
 * @param thoughts k
 * @param right share of right answers
 * @param columns question, thoughts and words that were run
 * @param passes that had to wait for each other: the question at once, then one for each place behind it and each word
 * @param megaflops in matrix products
 * @param keptKilobytes of keys and values that are held at the end of an answer, four bytes a number
 * @param within share of answers that are right and cost no more operations than each of {@link #BUDGETS} times those of the question alone, so that models of one shape can be compared at equal cost
 * @param written share of the texts that have words before the answer mark: steps that were written in spite of the thoughts
 * @param milliseconds as measured, in batches; not the same twice
 */
public record AnswerCost(
        int thoughts,
        double right,
        double columns,
        double passes,
        double megaflops,
        double keptKilobytes,
        List<Double> within,
        double written,
        double milliseconds) {
    /** What an answer may cost, in operations of its question alone. */
    public static final List<Double> BUDGETS = List.of(1.05, 1.1, 1.25, 1.5, 2.0);

    public AnswerCost {
        within = List.copyOf(within);
    }

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
        double correct = 0;
        double columns = 0;
        double passes = 0;
        double flops = 0;
        double written = 0;
        double kept = 0;
        double[] within = new double[BUDGETS.size()];
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            int run = prompts.get(i) + answer.newTokens();
            correct += answer.outcome() == Outcome.RIGHT ? 1 : 0;
            columns += run;
            passes += 1 + places.get(i) + answer.newTokens();
            double operations = cost.answer(run, answer.newTokens() + 1L); // the end of the text is a word too
            double question = cost.answer(prompts.get(i) - places.get(i), 1);
            for (int budget = 0; budget < within.length; budget++) {
                boolean bought = operations <= BUDGETS.get(budget) * question;
                within[budget] += bought && answer.outcome() == Outcome.RIGHT ? 1 : 0;
            }
            flops += operations;
            kept += (double) run * cost.kept() * Float.BYTES / 1000;
            written += answer.text().strip().startsWith("#") ? 0 : 1;
        }
        double all = answers.size();
        return new AnswerCost(
                thoughts,
                correct / all,
                columns / all,
                passes / all,
                flops / all / 1e6,
                kept / all,
                Arrays.stream(within).mapToObj(right -> right / all).toList(),
                written / all,
                1000 * seconds / all);
    }

    private static List<Column<AnswerCost>> shown() {
        List<Column<AnswerCost>> columns = new ArrayList<>(List.of(
                Column.count("thoughts", AnswerCost::thoughts),
                Column.percent("right", AnswerCost::right),
                Column.tenths("columns", AnswerCost::columns),
                Column.tenths("passes", AnswerCost::passes),
                Column.number("MFLOP", AnswerCost::megaflops),
                Column.number("kB", AnswerCost::keptKilobytes),
                Column.percent("words before the answer", AnswerCost::written)));
        for (int i = 0; i < BUDGETS.size(); i++) {
            int budget = i;
            columns.add(Column.percent(
                    "right for %s questions".formatted(BUDGETS.get(i)), cost -> cost.within.get(budget)));
        }
        columns.add(Column.number("ms a problem", AnswerCost::milliseconds));
        return columns;
    }

    /**
     * {@return the exhibit with several numbers of thoughts side by side}
     *
     * @param costs of one model
     */
    public static Exhibit exhibit(List<AnswerCost> costs) {
        Bars bars = Bars.numbers("passes that wait for each other");
        for (AnswerCost cost : costs) {
            bars = bars.with("passes", cost.thoughts + (cost.thoughts == 1 ? " thought" : " thoughts"), cost.passes);
        }
        return Exhibit.of(
                "cost",
                "What an answer costs",
                "Columns that are run, passes that have to wait for each other, operations in matrix products with keys and values kept, and the time as measured here in "
                        + "batches. kB: keys and values that are held at the end. Words before the answer: texts that go on in words in spite of the thoughts. Right for "
                        + "1.1 questions: right answers that cost at most 1.1 times the operations of the question alone, so that models can be compared at equal cost.",
                costs,
                shown(),
                bars);
    }
}
