package consumer.graph;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Asks the {@code model.fb} of a run for the next token, with stock ND4J alone: {@code AskSavedGraph MODEL.fb ID...}. */
public final class AskSavedGraph {
    private AskSavedGraph() {}

    public static void main(String[] arguments) {
        int[] ids = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        SameDiff model = SameDiff.load(new File(arguments[0]), false);
        INDArray logits = model.outputSingle(
                Map.of("input_ids", Nd4j.createFromArray(new int[][] {ids})), "logits"); // [1, S, V]
        INDArray last = logits.get(point(0), point(ids.length - 1), all());
        if (last.isNaN().any()) {
            throw new IllegalArgumentException("the model does not know one of these ids");
        }
        System.out.println("next token: " + last.argMax().getInt(0));
    }
}
