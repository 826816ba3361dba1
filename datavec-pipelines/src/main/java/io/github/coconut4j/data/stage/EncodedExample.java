package io.github.coconut4j.data.stage;

import io.github.coconut4j.data.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** A problem as the model gets it, for people: every token, where thoughts go, and what is learnt. */
public final class EncodedExample {
    /** Longer runs of tokens are shortened in the middle. */
    private static final int SHOWN = 40;

    private EncodedExample() {}

    /**
     * For instance {@code Is ĠTom Ġa Ġcat ? Ċ <|start-latent|> <|latent|> x 2 <|end-latent|> | ### ĠYes <|endoftext|> (13 tokens, 4 of them learnt)}.
     *
     * @param row as an encoder wrote it
     * @param tokenizer that it was written with
     * @return one line
     */
    public static String of(StagedRecord row, Tokenizer tokenizer) {
        int[] ids = row.inputIds();
        return "%s | %s (%d tokens, %d of them learnt)"
                .formatted(
                        written(ids, 0, row.firstLabel(), tokenizer),
                        written(ids, row.firstLabel(), ids.length, tokenizer),
                        ids.length,
                        ids.length - row.firstLabel());
    }

    private static String written(int[] ids, int from, int to, Tokenizer tokenizer) {
        List<String> tokens = new ArrayList<>();
        for (int i = from; i < to; ) {
            int end = i + 1;
            while (end < to && ids[end] == ids[i]) {
                end++;
            }
            String token = tokenizer.token(ids[i]).replace("\n", "\\n");
            tokens.add(end - i > 1 ? token + " x " + (end - i) : token);
            i = end;
        }
        if (tokens.size() > SHOWN) {
            tokens.subList(SHOWN / 2, tokens.size() - SHOWN / 2).clear();
            tokens.add(SHOWN / 2, "…");
        }
        return String.join(" ", tokens);
    }
}
