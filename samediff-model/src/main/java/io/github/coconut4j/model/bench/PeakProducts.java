package io.github.coconut4j.model.bench;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** How fast the machine multiplies large matrices when it does nothing else: what a training step is measured against. */
final class PeakProducts {
    private static final int SIZE = 1024;
    private static final int RUNS = 8;

    private PeakProducts() {}

    /** Billions of operations a second, all streams together, each on one thread. */
    static double gigaflops(int streams) {
        List<double[]> seconds = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            double[] own = new double[RUNS];
            seconds.add(own);
            Thread thread = new Thread(() -> measure(own));
            threads.add(thread);
            thread.start();
        }
        double total = 0;
        for (int stream = 0; stream < streams; stream++) {
            try {
                threads.get(stream).join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            total += 2.0 * SIZE * SIZE * SIZE / Timing.median(seconds.get(stream)) / 1e9;
        }
        return total;
    }

    private static void measure(double[] seconds) {
        try (INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
                INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
                INDArray c = Nd4j.create(DataType.FLOAT, SIZE, SIZE)) {
            OpContext context = Nd4j.getExecutioner().buildContext();
            context.setInputArrays(a, b);
            context.setOutputArrays(c);
            CustomOp product = DynamicCustomOp.builder("matmul").build();
            Timing.seconds(2, () -> Nd4j.getExecutioner().exec(product, context));
            double[] measured =
                    Timing.seconds(seconds.length, () -> Nd4j.getExecutioner().exec(product, context));
            System.arraycopy(measured, 0, seconds, 0, seconds.length);
        }
    }
}
