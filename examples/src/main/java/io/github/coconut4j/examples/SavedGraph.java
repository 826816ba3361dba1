package io.github.coconut4j.examples;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Asks the {@code model.fb} of a run with stock SameDiff alone: nothing of coconut4j is needed, so this class can be copied
 * into any Deeplearning4j project.
 */
public final class SavedGraph {
    private SavedGraph() {}

    /**
     * Continues a prompt greedily until the end-of-text token.
     *
     * @param prompt token ids; a latent token stands where a thought goes, as often as the graph allows
     * @return the new tokens, without the end-of-text token
     */
    static int[] answer(File file, int[] prompt, int maxNewTokens) {
        SameDiff model = SameDiff.load(file, false);
        int eos = model.getVariable("eos_token_id").getArr().getInt(0);
        int[] ids = prompt;
        for (int i = 0; i < maxNewTokens; i++) {
            INDArray logits = model.outputSingle(
                    Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits"); // [1, S, V]
            INDArray last = logits.get(point(0), point(ids.length - 1), all());
            if (last.isNaN().any()) {
                throw new IllegalArgumentException("The model cannot go on from " + Arrays.toString(ids)
                        + ": an id it does not know, too many thoughts, or too long; " + file
                        + " has its limits in a .txt beside it.");
            }
            int next = last.argMax().getInt(0);
            if (next == eos) {
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }

    /**
     * Prints the new tokens: {@code SavedGraph runs/smoke/model.fb 12 7 43 5 2 2}.
     *
     * @param arguments the file, and the ids of a question with its thoughts
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println(
                    "SavedGraph MODEL.fb ID...: the ids of a question with its thoughts, as ./coconut tokens prints them");
            return;
        }
        int[] prompt =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        System.out.println(Arrays.toString(answer(new File(arguments[0]), prompt, 16)));
    }
}
