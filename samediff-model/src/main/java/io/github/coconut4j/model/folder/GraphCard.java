package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.loop.KeyValues;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What stands in the text beside a graph: what goes in and comes out, and what is NaN. Whoever opens the graph may know nothing else of it. */
record GraphCard(ModelConfig config) {

    /** Of {@link ServingGraph}. */
    String serving(int thoughts) {
        return """
                A transformer with continuous thoughts as a graph of stock SameDiff operations, written by coconut4j, which is not needed to run it:
                SameDiff.load(new File("model.fb"), false)

                in   input_ids [B, S]: token ids, int or long, from 0 to %1$d; up to %2$d columns
                out  logits [B, S, %3$d]: scores of the token behind each column
                     hidden [B, %4$d]: state of the last column
                %5$s
                Constants, each an int: %6$s, thoughts = %7$d.

                Token %8$d stands where a thought goes: the state of the column before %10$s is fed back. A row may have up to %7$d of them, side by side or not,
                or none; one in the first column is read as a token. Rows need not have equal numbers. Should a model write that token itself, end there: in a row it is a thought.
                Positions count from 0 in every row. A column sees none behind it, so shorter rows are filled up behind their end, with any token; their
                answer is in the column of their own last token.

                NaN are all numbers of a row (logits, hidden) from the first column on that cannot be computed: its token is not in the vocabulary, its position is
                %2$d or more, or it is thought %9$d. Other rows and earlier columns are what they would be without it. Look for NaN before you take the largest.
                Without any id (B or S is 0) SameDiff throws a RuntimeException. Of floats it cuts off what is behind the point before the graph sees them.

                Every call runs all columns %9$d times, and each of the B * S columns looks at all, although it sees its own row only. step.fb (./coconut export
                --format samediff) goes on from hidden, keys and values at the cost of one column. SameDiff's own fit cannot train this graph.
                """
                .formatted(
                        config.vocabulary() - 1,
                        config.positions(),
                        config.vocabulary(),
                        config.width(),
                        kept("", "S")
                                + question(
                                        "     question [B] int: columns before the first thought, 0 without one; they"
                                                + " are hidden from words behind it\n"),
                        constants(),
                        thoughts,
                        config.tokens().latent(),
                        thoughts + 1,
                        config.loop().repeatFirst() ? "the first of its row" : "it");
    }

    /** Of {@link StepGraph}. */
    String step() {
        return """
                One more column for rows that model.fb, or this graph, has run. Stock SameDiff operations: SameDiff.load(new File("step.fb"), false)

                in   input_ids [B, 1]: token ids, int or long, from 0 to %1$d
                     past_hidden [B, %2$d]: hidden of the column before
                %3$s
                out  logits [B, 1, %4$d]: scores of the token behind the column
                     hidden [B, %2$d]: state of the column
                %5$s
                What one call puts out, the next takes in as past_… All rows have P columns; where shorter ones were filled up, run them by themselves.
                Constants, each an int: %6$s.

                Token %7$d makes the column a thought: past_hidden is fed back. There may be any number of them.%9$s

                NaN are logits and hidden of a row whose token is not in the vocabulary, whose column would be number %8$d or more (from 0), or whose past_hidden is NaN.
                Other rows are what they would be without it. Where numbers of rows or columns do not fit together, SameDiff throws a RuntimeException.
                """
                .formatted(
                        config.vocabulary() - 1,
                        config.width(),
                        kept("past_", "P") + question("     past_question [B] int: question of the column before\n"),
                        config.vocabulary(),
                        kept("", "P + 1")
                                + question(
                                        "     question [B] int: columns before the first thought, 0 without one; they"
                                                + " are hidden from words behind it\n"),
                        constants(),
                        config.tokens().latent(),
                        config.positions(),
                        config.loop().repeatFirst()
                                ? "\n"
                                        + "This model repeats its first thought: behind the first, too, give as"
                                        + " past_hidden the hidden of the column before the first."
                                : "");
    }

    private String kept(String prefix, String columns) {
        return IntStream.range(0, config.layers())
                .mapToObj(layer -> {
                    KeyValues.Size size = config.decoder().kept(layer);
                    return "     %1$skeys_%2$d, %1$svalues_%2$d [B, %3$d, %4$s, %5$d]\n"
                            .formatted(prefix, layer, size.heads(), columns, size.width());
                })
                .collect(Collectors.joining());
    }

    private String question(String line) {
        return config.loop().bottleneck() ? line : "";
    }

    private String constants() {
        return GraphConstants.values(config).entrySet().stream()
                .map(constant -> constant.getKey() + " = " + constant.getValue())
                .collect(Collectors.joining(", "));
    }
}
