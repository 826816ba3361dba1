package io.github.coconut4j.model;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Decodes greedily with nothing but SameDiff. {@link SameDiffExportTest} starts this file as a program of its own, on a class path without the library.
 */
final class StockDecoder {
    private StockDecoder() {}

    /** Arguments: file, tokens at most, prompt; prints the new tokens in one line. */
    public static void main(String[] arguments) {
        try {
            Class.forName("io.github.coconut4j.model.Model");
            throw new IllegalStateException("the library is on the class path");
        } catch (ClassNotFoundException expected) {
            int[] prompt = Arrays.stream(arguments, 2, arguments.length)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            SameDiff model = SameDiff.load(new File(arguments[0]), false);
            System.out.println("decoded " + Arrays.toString(decode(model, prompt, Integer.parseInt(arguments[1]))));
        }
    }

    /** The tokens after a prompt, at most {@code limit}, without the end-of-text token. */
    static int[] decode(SameDiff model, int[] prompt, int limit) {
        int eos = model.getVariable("eos_token_id").getArr().getInt(0);
        int[] ids = prompt;
        while (ids.length < prompt.length + limit) {
            INDArray logits = model.output(Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits")
                    .get("logits");
            int next = logits.argMax(2).getInt(0, ids.length - 1);
            if (next == eos) {
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }
}
