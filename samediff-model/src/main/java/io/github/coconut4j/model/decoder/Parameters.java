package io.github.coconut4j.model.decoder;

import io.github.coconut4j.model.ModelException;
import io.github.coconut4j.model.NativeThreads;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model's parameters: views of one flat buffer, so that an optimiser, a sum of gradients or a checksum is one pass over it. Those in half precision lie in a second
 * one. Both buffers belong to this object; closing it ends the life of every view.
 */
public final class Parameters implements AutoCloseable {
    /** Each parameter starts at a multiple of this many elements: 64 bytes of floats, a cache line. */
    private static final long ALIGNMENT = 16;

    private final Map<String, INDArray> views;
    private final INDArray flat;
    private final Optional<INDArray> halved;

    private Parameters(Map<String, INDArray> views, INDArray flat, Optional<INDArray> halved) {
        this.views = views;
        this.flat = flat;
        this.halved = halved;
    }

    /**
     * Zeros for a model.
     *
     * @param config of the model
     * @return a buffer of its own; to be closed
     */
    public static Parameters of(ModelConfig config) {
        return zeros(
                ParameterSpec.shapes(config.decoder().parameters()),
                DataType.FLOAT,
                config.decoder().halved());
    }

    /**
     * Zeros for what training changes of a model: gradients, moments.
     *
     * @param config of the model
     * @return a buffer of its own; to be closed
     */
    public static Parameters trained(ModelConfig config) {
        return zeros(ParameterSpec.shapes(config.decoder().trained()));
    }

    /**
     * Zeros of the given shapes, in the order of the map.
     *
     * @param shapes by name
     * @return a buffer of its own, of floats; to be closed
     */
    public static Parameters zeros(Map<String, long[]> shapes) {
        return zeros(shapes, DataType.FLOAT);
    }

    /**
     * Zeros of the given shapes and type; double is for checking derivatives.
     *
     * @param shapes by name
     * @param type float or double
     * @return a buffer of its own; to be closed
     */
    public static Parameters zeros(Map<String, long[]> shapes, DataType type) {
        return zeros(shapes, type, Set.of());
    }

    private static Parameters zeros(Map<String, long[]> shapes, DataType type, Set<String> halved) {
        NativeThreads.one();
        Map<String, long[]> full = new LinkedHashMap<>(shapes);
        full.keySet().removeAll(halved);
        Map<String, long[]> half = new LinkedHashMap<>(shapes);
        half.keySet().retainAll(halved);
        Map<String, INDArray> cut = new HashMap<>();
        INDArray flat = buffer(type, full, cut);
        Optional<INDArray> second =
                half.isEmpty() ? Optional.empty() : Optional.of(buffer(DataType.BFLOAT16, half, cut));
        Map<String, INDArray> views = new LinkedHashMap<>();
        shapes.keySet().forEach(name -> views.put(name, cut.get(name)));
        return new Parameters(Collections.unmodifiableMap(views), flat, second);
    }

    /** Zeros for arrays of these shapes, one behind the other; their views are added to those that there are. */
    private static INDArray buffer(DataType type, Map<String, long[]> shapes, Map<String, INDArray> views) {
        INDArray flat = Nd4j.create(
                type, shapes.values().stream().mapToLong(Parameters::aligned).sum());
        long offset = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            long[] shape = entry.getValue();
            views.put(entry.getKey(), Nd4j.create(flat.data(), shape, strides(shape), offset, 'c'));
            offset += aligned(shape);
        }
        return flat;
    }

    /** {@return names of all parameters, in the order of the layout} */
    public List<String> names() {
        return List.copyOf(views.keySet());
    }

    /** {@return all parameters by name; views} */
    public Map<String, INDArray> arrays() {
        return views;
    }

    /** {@return the arrays that a graph is given which {@link #declare}s them, under the names it has for them; views} */
    public Map<String, INDArray> given() {
        if (halved.isEmpty()) {
            return views;
        }
        Map<String, INDArray> given = new LinkedHashMap<>();
        views.forEach((name, view) -> given.put(isHalf(view) ? halved(name) : name, view));
        return given;
    }

    void requireShapes(Map<String, long[]> shapes) {
        shapes.forEach((name, shape) -> {
            if (!Arrays.equals(get(name).shape(), shape)) {
                throw new ModelException("Array " + name + " has shape "
                        + Arrays.toString(get(name).shape()) + ", but the configuration asks for "
                        + Arrays.toString(shape) + ".");
            }
        });
    }

    /**
     * {@return the parameter of that name; a view, writing to it changes the model}
     *
     * @param name of a parameter
     * @throws ModelException when there is none
     */
    public INDArray get(String name) {
        INDArray view = views.get(name);
        if (view == null) {
            throw new ModelException("The model has no parameter " + name + ".");
        }
        return view;
    }

    /** {@return all parameters but those in half precision in one row, gaps for alignment included (always zero)} */
    public INDArray flat() {
        return flat;
    }

    /** {@return how many numbers the model consists of} */
    public long count() {
        return views.values().stream().mapToLong(INDArray::length).sum();
    }

    /**
     * {@return some of them, in the same buffer: close one of the two}
     *
     * @param names of parameters of this buffer
     */
    public Parameters only(List<String> names) {
        Map<String, INDArray> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, get(name)));
        return new Parameters(Collections.unmodifiableMap(some), flat, halved);
    }

    /**
     * Declares the parameters in a graph that is run by plans bound to {@link #given}: names and shapes, no copies of the numbers. Under the name of one in half precision
     * the graph has its floats.
     *
     * @param sd a graph that has none of these names
     */
    public void declare(SameDiff sd) {
        views.forEach((name, view) -> {
            if (isHalf(view)) {
                sd.castTo(name, sd.placeHolder(halved(name), view.dataType(), view.shape()), DataType.FLOAT);
            } else {
                sd.placeHolder(name, view.dataType(), view.shape());
            }
        });
    }

    /**
     * Declares the parameters as trainable variables of a graph that SameDiff itself runs, trains or saves; it gets its own copy of the numbers,
     * of which those in half precision become floats.
     *
     * @param sd a graph that has none of these names
     */
    public void declareVariables(SameDiff sd) {
        views.forEach((name, view) -> sd.var(name, isHalf(view) ? view.castTo(DataType.FLOAT) : view.dup('c')));
    }

    private static boolean isHalf(INDArray view) {
        return view.dataType() == DataType.BFLOAT16;
    }

    private static String halved(String name) {
        return name + ".half";
    }

    @Override
    public void close() {
        flat.close();
        halved.ifPresent(INDArray::close);
    }

    private static long aligned(long[] shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }
}
