package io.github.coconut4j.model;

import java.io.File;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Decodes greedily with nothing but SameDiff. {@code SameDiffExportTest} starts this file as a program of its own, on a class path without the library.
 */
public final class StockDecoder {
    private StockDecoder() {}

    /** Arguments: folder with both files, tokens at most, prompt; prints the new tokens in one line. */
    public static void main(String[] arguments) {
        try {
            Class.forName("io.github.coconut4j.model.decoder.Model");
            throw new IllegalStateException("the library is on the class path");
        } catch (ClassNotFoundException expected) {
            int[] prompt = Arrays.stream(arguments, 2, arguments.length)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            int limit = Integer.parseInt(arguments[1]);
            SameDiff model = SameDiff.load(new File(arguments[0], "model.fb"), false);
            System.out.println("decoded " + Arrays.toString(decode(model, prompt, limit)));
            SameDiff plain = SameDiff.load(new File(arguments[0], "plain.fb"), false);
            SameDiff step = SameDiff.load(new File(arguments[0], "step.fb"), false);
            System.out.println("stepped " + Arrays.toString(decodeByStep(plain, step, prompt, limit)));
        }
    }

    /** The tokens after a prompt, at most {@code limit}, without the end-of-text token. */
    public static int[] decode(SameDiff model, int[] prompt, int limit) {
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

    /**
     * The same with the question run once and everything behind it column by column, thoughts too.
     *
     * @param model written for no thoughts
     */
    public static int[] decodeByStep(SameDiff model, SameDiff step, int[] prompt, int limit) {
        int latent = step.getVariable("latent_id").getArr().getInt(0);
        int question = 0;
        while (question < prompt.length && prompt[question] != latent) {
            question++;
        }
        return decodeByStep(model, question, step, prompt, limit);
    }

    /**
     * The same with only the first columns of the prompt run at once.
     *
     * @param model written for as many thoughts as are among them
     */
    public static int[] decodeByStep(SameDiff model, int first, SameDiff step, int[] prompt, int limit) {
        int eos = step.getVariable("eos_token_id").getArr().getInt(0);
        String[] outputs = Stream.concat(
                        Stream.of("logits"),
                        step.variables().stream()
                                .map(SDVariable::name)
                                .filter(name -> name.startsWith("past_"))
                                .map(name -> name.substring("past_".length())))
                .toArray(String[]::new);
        INDArray ids = Nd4j.createFromArray(new int[][] {Arrays.copyOf(prompt, first)});
        Map<String, INDArray> state = model.output(Map.of("input_ids", ids), outputs);
        for (int column = first; column < prompt.length; column++) {
            state = step(step, state, prompt[column], outputs);
        }
        int[] words = {};
        while (words.length < limit) {
            INDArray logits = state.get("logits");
            int next = logits.argMax(2).getInt(0, (int) logits.size(1) - 1);
            if (next == eos) {
                break;
            }
            words = Arrays.copyOf(words, words.length + 1);
            words[words.length - 1] = next;
            state = step(step, state, next, outputs);
        }
        return words;
    }

    private static Map<String, INDArray> step(SameDiff step, Map<String, INDArray> state, int id, String... outputs) {
        Map<String, INDArray> inputs = new HashMap<>();
        state.forEach((name, array) -> inputs.put("past_" + name, array));
        inputs.remove("past_logits");
        inputs.put("input_ids", Nd4j.createFromArray(new int[][] {{id}}));
        return step.output(inputs, outputs);
    }
}
