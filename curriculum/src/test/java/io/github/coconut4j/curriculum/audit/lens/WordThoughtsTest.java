package io.github.coconut4j.curriculum.audit.lens;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WordThoughtsTest {
    private static final Offset<Float> FLOAT = Offset.offset(1e-6f);
    private static final float[][] HEAD = {{1, 0}, {0, 1}, {-1, 0}};
    private static final float[][] WORDS = {{10, 0}, {0, 20}, {5, 5}};

    private static float[] replaced(int best, float... thought) {
        try (INDArray head = Nd4j.createFromArray(HEAD);
                INDArray words = Nd4j.createFromArray(WORDS);
                INDArray z = Nd4j.createFromArray(new float[][] {thought})) {
            new WordThoughts(head, words, best).onThoughts(0, z, new int[] {0});
            return z.getRow(0).toFloatVector();
        }
    }

    @Test
    void theBestWordIsItsEmbedding() {
        assertThat(replaced(1, 0, 3)).containsExactly(0, 20);
        assertThat(replaced(1, 3, 0)).containsExactly(10, 0);
    }

    @Test
    void severalWordsAreMixedByTheirProbability() {
        double[] odds = {Math.exp(2), Math.exp(1)};
        double first = odds[0] / (odds[0] + odds[1]);
        float[] two = replaced(2, 2, 1);
        assertThat(two[0]).isCloseTo((float) (10 * first), FLOAT);
        assertThat(two[1]).isCloseTo((float) (20 * (1 - first)), Offset.offset(1e-5f));

        double all = odds[0] + odds[1] + Math.exp(-2);
        float[] three = replaced(3, 2, 1);
        assertThat(three[0]).isCloseTo((float) ((10 * odds[0] + 5 * Math.exp(-2)) / all), Offset.offset(1e-5f));
        assertThat(three[1]).isCloseTo((float) ((20 * odds[1] + 5 * Math.exp(-2)) / all), Offset.offset(1e-5f));
    }
}
