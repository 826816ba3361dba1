package io.github.coconut4j.model.folder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.decoder.DecoderFamily;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.ParameterSpec;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.decoder.TensorTable;
import io.github.coconut4j.model.io.TensorFiles;
import io.github.coconut4j.model.io.TensorSource;
import io.github.coconut4j.model.lora.Adapters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of a model in files of others, found by the table of its family. */
final class WeightFiles implements AutoCloseable {
    private final Path path;
    private final TensorSource source;
    private final DecoderConfig config;
    private final TensorTable table;

    private WeightFiles(Path path, TensorSource source, DecoderConfig config, TensorTable table) {
        this.path = path;
        this.source = source;
        this.config = config;
        this.table = table;
    }

    /**
     * Opens a folder or a file; see {@link TensorFiles#open}.
     *
     * @param config of the model, whose vocabulary may be another
     */
    static WeightFiles open(Path path, DecoderFamily family, DecoderConfig config) {
        TensorSource source = TensorFiles.open(path);
        try {
            return new WeightFiles(path, source, config, family.tensors(path, source, config));
        } catch (ModelException e) {
            source.close();
            throw e;
        }
    }

    /** How many tokens have an embedding. */
    int vocabulary() {
        long[] shape = shape(config.tokenEmbeddings());
        return shape.length == 2 ? Math.toIntExact(shape[0]) : 0;
    }

    /** The files they lie in. */
    List<Path> files() {
        return source.files();
    }

    boolean isTurned() {
        return !table.turned().isEmpty();
    }

    /**
     * Reads the model; adapters, which no such file has, are left as zeros. Every shape is looked at before any memory is asked for.
     *
     * @param kept tokens whose entries are taken over, the first ones
     * @param copied token whose entry is copied to the other tokens. -1 when every token must have one
     */
    Model read(ModelConfig model, int kept, int copied) {
        List<ParameterSpec> specs = Adapters.base(model.decoder()).parameters();
        specs.forEach(spec -> requireShape(spec, copied));
        table.again().forEach(this::requireTied);
        Parameters parameters = Parameters.of(model);
        try {
            for (ParameterSpec spec : specs) {
                if (!table.zeros().contains(spec.name())) {
                    try (INDArray array = source.read(table.tensors().get(spec.name()))) {
                        requireFractions(array, spec.name());
                        requireFinite(array, spec.name());
                        copy(array, parameters.get(spec.name()), spec, kept, copied);
                    }
                }
            }
        } catch (ModelException e) {
            parameters.close();
            throw e;
        }
        return Model.of(model, parameters);
    }

    /** Whole numbers in the place of weights are quantised; without their scales they mean nothing. */
    private void requireFractions(INDArray array, String name) {
        if (!array.dataType().isFPType()) {
            throw new ModelException(path + " holds whole numbers in " + name
                    + ", so its weights are quantised, which is not read here; save the model in float32,"
                    + " float16 or bfloat16.");
        }
    }

    /** The sum tells: nothing but infinite numbers or those that are none makes it so. */
    private void requireFinite(INDArray array, String name) {
        if (!Double.isFinite(array.sumNumber().doubleValue())) {
            throw new ModelException(path + " holds numbers in " + name
                    + " that are infinite or none at all (NaN), so it can compute nothing; its training went"
                    + " astray, or the file is damaged.");
        }
    }

    private void copy(INDArray array, INDArray parameter, ParameterSpec spec, int kept, int copied) {
        if (!spec.hasTokens()) {
            parameter.assign(table.turned().contains(spec.name()) ? array.transpose() : array);
            return;
        }
        spec.tokens(parameter, 0, kept).assign(spec.tokens(array, 0, kept));
        for (long token = kept; token < parameter.size(spec.tokenAxis()); token++) {
            spec.tokens(parameter, token, token + 1).assign(spec.tokens(array, copied, copied + 1L));
        }
    }

    private void requireShape(ParameterSpec spec, int copied) {
        if (table.zeros().contains(spec.name())) {
            return;
        }
        long[] shape = shape(spec.name());
        long[] asked = spec.shape();
        if (table.turned().contains(spec.name())) {
            asked = new long[] {asked[1], asked[0]};
        }
        int axis = spec.tokenAxis();
        if (spec.hasTokens() && shape.length == asked.length && copied >= 0 && copied < shape[axis]) {
            asked[axis] = shape[axis];
        }
        if (!Arrays.equals(shape, asked)) {
            throw new ModelException("Array " + spec.name() + " has shape " + Arrays.toString(shape)
                    + ", but the configuration asks for " + Arrays.toString(asked) + ".");
        }
    }

    private long[] shape(String name) {
        String theirs = table.tensors().get(name);
        if (theirs == null) {
            throw new ModelException("The model lacks the array " + name + ".");
        }
        return source.shape(theirs);
    }

    /** What stands in a file twice must be one array; a file that says otherwise is of another model. */
    private void requireTied(String second, String parameter) {
        String first = table.tensors().get(parameter);
        if (second.equals(first)) {
            return;
        }
        try (INDArray one = source.read(second);
                INDArray other = source.read(first)) {
            if (!one.equalsWithEps(other, 0)) {
                throw new ModelException(
                        "%s has a head of its own: %s differs from %s, but in a model of type %s both are one array."
                                .formatted(path, second, first, config.family()));
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
