package io.github.coconut4j.curriculum.audit.lens;

import io.github.coconut4j.curriculum.audit.exhibit.Bars;
import io.github.coconut4j.curriculum.audit.exhibit.Column;
import io.github.coconut4j.curriculum.audit.exhibit.Exhibit;
import java.util.List;

/**
 * What the model itself reads from thought k by a {@link Patchscope}: shares of the problems.
 *
 * @param thought k, from 1
 * @param frontier whose likeliest node is one k edges from the root
 * @param control the same of another problem's thought
 * @param word whose likeliest node is the one whose embedding was put there: whether the model can read so at all
 */
public record PatchReading(int thought, double frontier, double control, double word) {

    /**
     * {@return the exhibit with all thoughts side by side}
     *
     * @param readings by thoughts
     */
    public static Exhibit exhibit(List<PatchReading> readings) {
        Bars bars = Bars.shares("share of the problems");
        for (PatchReading each : readings) {
            String place = "thought " + each.thought;
            bars = bars.with("its own thought", place, each.frontier)
                    .with("another problem's", place, each.control)
                    .with("a word, said again", place, each.word);
        }
        return Exhibit.of(
                "patchscope",
                "What does the model itself take a thought for?",
                "Three words that stand twice each, then the thought, and the model says a word (patchscope): the share of the problems in which the likeliest of their nodes is one k edges "
                        + "from the root. Controls: another problem's thought, and the embedding of a node in the place of the thought, which is to be said again: where the model cannot do "
                        + "that, because it has never seen a word twice, the rest says nothing.",
                readings,
                List.of(
                        Column.count("thought", PatchReading::thought),
                        Column.percent("a node of the frontier", PatchReading::frontier),
                        Column.percent("another problem's", PatchReading::control),
                        Column.percent("a word, said again", PatchReading::word)),
                bars);
    }
}
