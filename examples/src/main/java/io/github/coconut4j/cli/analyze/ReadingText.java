package io.github.coconut4j.cli.analyze;

import io.github.coconut4j.cli.terminal.Table;
import io.github.coconut4j.curriculum.analysis.reading.ScoredToken;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What single thoughts say, as a table. */
public final class ReadingText {
    private static final int TOKENS = 3;

    private ReadingText() {}

    /** A line for each thought and one that explains them. */
    public static List<String> lines(List<ThoughtReading> thoughts) {
        Table table = new Table("thought", "says", "near", "norm", "cosine to the one before", "components");
        for (ThoughtReading thought : thoughts) {
            table.add(
                    String.valueOf(thought.thought()),
                    tokens(thought.says()),
                    tokens(thought.nearest()),
                    number(thought.norm()),
                    number(thought.cosine()),
                    thought.projection().isEmpty()
                            ? "–"
                            : thought.projection().stream()
                                    .map(ReadingText::number)
                                    .collect(Collectors.joining(" ")));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("(says: likeliest tokens through the LM head; near: token embeddings by cosine; components: PCA)");
        return lines;
    }

    private static String tokens(List<ScoredToken> tokens) {
        return tokens.stream()
                .limit(TOKENS)
                .map(token -> "%s %s".formatted(Texts.visible(shown(token.text())), number(token.score())))
                .collect(Collectors.joining(", "));
    }

    private static String shown(String text) {
        return text.isBlank() ? "\"%s\"".formatted(text) : text.strip();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
