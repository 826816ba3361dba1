package io.github.coconut4j.cli.model;

import io.github.coconut4j.cli.analyze.ReadingText;
import io.github.coconut4j.cli.demo.TreeText;
import io.github.coconut4j.curriculum.analysis.QuestionAnalysis;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.List;

/** The thoughts about one question, then the answer. */
final class GenerateText {
    private GenerateText() {}

    static List<String> lines(QuestionAnalysis analysis) {
        List<String> lines = new ArrayList<>();
        if (analysis.thoughts().isEmpty()) {
            lines.add("(this model has no thoughts: it answers at once)");
        } else {
            lines.addAll(ReadingText.lines(analysis.thoughts()));
        }
        analysis.tree().ifPresent(tree -> {
            lines.add("");
            lines.addAll(TreeText.lines(tree));
        });
        lines.add("");
        lines.add(Texts.visibleLines(analysis.answer().text()));
        return lines;
    }
}
