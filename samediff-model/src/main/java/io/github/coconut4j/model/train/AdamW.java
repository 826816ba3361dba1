package io.github.coconut4j.model.train;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.io.SafeTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * AdamW with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), by ND4J's {@code adam_updater} over pieces of the parameters that fit the cache. The
 * pieces are shared out over the executor's streams.
 */
public final class AdamW implements AutoCloseable {
    /** Elements of a piece: gradients, moments and weights together take 1 MiB. */
    private static final int PIECE = 1 << 16;

    /** Elements of the largest array of a file: 1 GiB, where 2 would be too many. */
    private static final long LARGEST_PART = 1 << 28;

    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";
    private static final String STEPS = "steps";

    private final Model model;
    private final AdamWConfig config;
    private final Parameters first;
    private final Parameters second;
    private final AdamWScalars scalars;
    private List<AdamWPiece> pieces = List.of();
    private Executor bound;
    private long steps;

    /**
     * An optimizer whose moments are 0.
     *
     * @param model that is updated
     * @param config its constants
     */
    public AdamW(Model model, AdamWConfig config) {
        this.model = model;
        this.config = config;
        this.first = Parameters.trained(model.config());
        this.second = Parameters.trained(model.config());
        this.scalars = new AdamWScalars(config);
    }

    /**
     * Updates the model from the gradients an executor has added up, and clears them.
     *
     * @param executor of the same model
     * @param learningRate of this step; the decay of weights is scaled with it, too
     * @param tokens labelled tokens the gradients are a sum over; their mean is what is followed
     * @return norm of the mean gradient before clipping; when it is not finite nothing is updated
     * @throws ModelException when {@code tokens} is below 1
     */
    public double step(Executor executor, double learningRate, long tokens) {
        if (tokens < 1) {
            throw new ModelException("A step needs at least one labelled token.");
        }
        bind(executor);
        double[] squares = new double[pieces.size()];
        share(executor, piece -> squares[piece] = pieces.get(piece).collect());
        double norm = Math.sqrt(Arrays.stream(squares).sum()) / tokens;
        if (!Double.isFinite(norm)) {
            share(executor, piece -> pieces.get(piece).clear());
            return norm;
        }
        steps++;
        double clip = config.clipNorm() > 0 && norm > config.clipNorm() ? config.clipNorm() / norm : 1;
        scalars.set(learningRate, (double) steps, clip / tokens);
        share(executor, piece -> pieces.get(piece).update());
        return norm;
    }

    /**
     * Clears the gradients an executor has added up; nothing else changes.
     *
     * @param executor of the same model
     */
    public void discard(Executor executor) {
        bind(executor);
        share(executor, piece -> pieces.get(piece).clear());
    }

    private void share(Executor executor, java.util.function.IntConsumer work) {
        int streams = executor.threads().count();
        executor.threads().each(stream -> {
            for (int piece = stream; piece < pieces.size(); piece += streams) {
                work.accept(piece);
            }
        });
    }

    private void bind(Executor executor) {
        if (bound == executor) {
            return;
        }
        List<AdamWPiece> cut = new ArrayList<>();
        for (ParameterSpec parameter : model.config().decoder().trained()) {
            String name = parameter.name();
            INDArray weights = model.parameters().get(name);
            boolean decays = config.decayed() == AdamWConfig.Decayed.ALL
                    || parameter.kind().isMatrix();
            for (long from = 0; from < weights.length(); from += PIECE) {
                long count = Math.min(PIECE, weights.length() - from);
                List<INDArray> gradients = new ArrayList<>();
                for (Stream stream : executor.streams()) {
                    gradients.add(piece(stream.gradients().get(name), from, count));
                }
                cut.add(new AdamWPiece(
                        piece(weights, from, count),
                        piece(first.get(name), from, count),
                        piece(second.get(name), from, count),
                        gradients,
                        scalars,
                        decays));
            }
        }
        pieces.forEach(AdamWPiece::close);
        pieces = cut;
        bound = executor;
    }

    private static INDArray piece(INDArray parameter, long from, long count) {
        return Nd4j.create(parameter.data(), new long[] {count}, new long[] {1}, parameter.offset() + from, 'c');
    }

    /** Forgets the moments and the number of steps: a fresh optimiser. */
    public void reset() {
        first.flat().assign(0);
        second.flat().assign(0);
        steps = 0;
    }

    /** {@return the model it updates} */
    public Model model() {
        return model;
    }

    /** {@return a copy of the trained weights, of the moments and of the number of steps} */
    public TrainedState state() {
        return new TrainedState(
                TrainedNumbers.copy(model.parameters(), model.config()),
                TrainedNumbers.copy(first, model.config()),
                TrainedNumbers.copy(second, model.config()),
                steps);
    }

    /**
     * Gives the model and this optimiser the numbers of a state.
     *
     * @param state of a model with the same trained parameters
     * @throws ModelException when it is another model's; nothing is changed then
     */
    public void load(TrainedState state) {
        TrainedNumbers.requireLength(state.weights(), model.config());
        TrainedNumbers.paste(state.weights(), model.parameters(), model.config());
        TrainedNumbers.paste(state.firstMoment(), first, model.config());
        TrainedNumbers.paste(state.secondMoment(), second, model.config());
        steps = state.steps();
    }

    /**
     * Writes moments and step count as a safetensors file.
     *
     * @param file written whole or not at all
     */
    public void save(Path file) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        try (INDArray count = Nd4j.createFromArray(steps)) {
            arrays.put(STEPS, count);
            arrays.putAll(parts(FIRST, first.flat()));
            arrays.putAll(parts(SECOND, second.flat()));
            SafeTensors.write(file, arrays);
        }
    }

    /**
     * Reads what {@link #save} wrote, or changes nothing.
     *
     * @param file that was saved for a model with the same trained parameters
     * @throws ModelException when the file is broken or belongs to another model
     */
    public void load(Path file) {
        Map<String, INDArray> arrays = SafeTensors.read(file);
        try {
            requireMoments(arrays, FIRST, file);
            requireMoments(arrays, SECOND, file);
            INDArray count = arrays.get(STEPS);
            if (count == null || count.dataType() != DataType.INT64 || count.length() != 1 || count.getLong(0) < 0) {
                throw new ModelException(file + " holds no optimiser state: it lacks the number of steps.");
            }
            parts(FIRST, first.flat()).forEach((name, part) -> part.assign(arrays.get(name)));
            parts(SECOND, second.flat()).forEach((name, part) -> part.assign(arrays.get(name)));
            steps = count.getLong(0);
        } finally {
            arrays.values().forEach(INDArray::close);
        }
    }

    /** Moments in arrays that a file can hold; those of most models are one. */
    private static Map<String, INDArray> parts(String name, INDArray flat) {
        Map<String, INDArray> parts = new LinkedHashMap<>();
        for (long from = 0; from < flat.length(); from += LARGEST_PART) {
            String part = from == 0 ? name : name + "." + from / LARGEST_PART;
            parts.put(part, piece(flat, from, Math.min(LARGEST_PART, flat.length() - from)));
        }
        return parts;
    }

    private void requireMoments(Map<String, INDArray> arrays, String moment, Path file) {
        parts(moment, first.flat()).forEach((name, wanted) -> {
            INDArray array = arrays.get(name);
            if (array == null
                    || array.dataType() != wanted.dataType()
                    || !Arrays.equals(array.shape(), wanted.shape())) {
                throw new ModelException(file + " holds no optimiser state for this model: " + name
                        + " is missing or has another size or type.");
            }
        });
    }

    @Override
    public void close() {
        pieces.forEach(AdamWPiece::close);
        pieces = List.of();
        first.close();
        second.close();
        scalars.close();
    }
}
