package io.github.coconut4j.examples;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stats.ShortcutTable;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.Twins;

/** Generates ProsQA problems of both kinds and asks how far one gets without looking at who is asked. */
public final class GenerateProblems {
    private GenerateProblems() {}

    /**
     * Accuracy of the best rule that ignores the question.
     *
     * @param balanced whether the problems are the kind without shortcuts
     * @param count how many to generate
     */
    static double run(boolean balanced, int count) {
        try (ProblemSource problems = ProsQa.prosQa().balanced(balanced).problems(count, 1)) {
            ShortcutTable table = ShortcutTable.of(problems, count).orElseThrow();
            return table.best().accuracy();
        }
    }

    /**
     * Shows a problem, its twin, and the two kinds' shortcuts.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Problem problem = ProsQa.prosQa().hops(3, 3).problems(1, 1).problem(0, 0);
        Problem twin = Twins.of(problem).orElseThrow();
        System.out.println(problem.question());
        System.out.println(String.join(" ", problem.steps()) + " => " + problem.answer());
        System.out.println("twin: " + String.join(" ", twin.steps()) + " => " + twin.answer());
        System.out.printf("as published: %.1f %% without looking at who is asked%n", 100 * run(false, 2000));
        System.out.printf("balanced:     %.1f %%%n", 100 * run(true, 2000));
    }
}
