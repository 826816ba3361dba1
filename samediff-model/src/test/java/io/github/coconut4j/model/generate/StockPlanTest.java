package io.github.coconut4j.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.model.Fixture;
import io.github.coconut4j.model.Mode;
import io.github.coconut4j.model.Relative;
import io.github.coconut4j.model.TokenRow;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import io.github.coconut4j.model.decoder.Parameters;
import io.github.coconut4j.model.internal.run.LabelShape;
import io.github.coconut4j.model.internal.run.LoopArrays;
import io.github.coconut4j.model.internal.run.TokenBatch;
import io.github.coconut4j.model.io.SafeTensors;
import io.github.coconut4j.model.loop.LoopShape;
import io.github.coconut4j.model.run.ExecutorOptions;
import io.github.coconut4j.model.train.Executor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** What a backend with a memory of its own relies on, checked without one: ops of libnd4j alone, and arrays handed over between host and device. */
class StockPlanTest {
    private static final double TOLERANCE = 1e-5;
    static final List<String> FIXTURES = Fixture.NAMES;

    @Test
    void aDeviceTakesOneStream() {
        ExecutorOptions options = ExecutorOptions.defaults().withStreams(3);

        assertThat(options.on(ExecutionerType.CUDA).streams()).isEqualTo(1);
        assertThat(options.on(ExecutionerType.NATIVE_CPU)).isEqualTo(options);
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void aPlanOfStockOpsReadsNoMemoryOfTheHost(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Executor stock = new Executor(model, options(Mode.REFERENCE));
                Executor fast = new Executor(model, options(Mode.FAST))) {
            assertThat(stock.isStock(fixture.batch())).isTrue();
            assertThat(fast.isStock(fixture.batch())).as("kernels").isFalse();
            GenerationGraphs graphs = GenerationGraphs.draw(model, new GenerationShape(2, 5, 3, 16, false));
            try (GenerationPlan generation = GenerationPlan.compile(graphs, model, Mode.REFERENCE, Long.MAX_VALUE);
                    GenerationPlan kernels = GenerationPlan.compile(graphs, model, Mode.FAST, Long.MAX_VALUE)) {
                assertThat(generation.isStock()).isTrue();
                assertThat(kernels.isStock()).isFalse();
            }
        }
    }

    /** Both against the sums of the other; the gradients' worst is 3e-6. */
    @ParameterizedTest
    @FieldSource("FIXTURES")
    void itComputesWhatTheFastPlanComputes(String name) {
        Fixture fixture = Fixture.of(name);
        try (Model model = fixture.model();
                Executor stock = new Executor(model, options(Mode.REFERENCE));
                Executor fast = new Executor(model, options(Mode.FAST));
                Parameters expected = Parameters.trained(model.config());
                Parameters actual = Parameters.trained(model.config())) {
            double loss = fast.accumulate(fixture.batch()).sum();
            assertThat(Math.abs(stock.accumulate(fixture.batch()).sum() - loss)).isLessThan(TOLERANCE * loss);
            expected.flat().assign(fast.gradients());
            actual.flat().assign(stock.gradients());
            for (String parameter : actual.names()) {
                assertThat(Relative.error(actual.get(parameter), expected.get(parameter)))
                        .as(parameter)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @Test
    void inputsOfAStepAreHandedToTheDevice() {
        Fixture fixture = Fixture.of("ragged");
        try (Model model = fixture.model();
                LoopArrays inputs = new LoopArrays(
                        new LoopShape(4, 24, 4, 24, true),
                        new LabelShape(16, 100),
                        model.config().tokens())) {
            Locations locations = recording(() -> inputs.fill(TokenBatch.of(fixture.batch(), model.config()), 0));

            assertThat(locations.written)
                    .containsExactlyInAnyOrderElementsOf(
                            addresses(inputs.arrays().values()));
        }
    }

    @Test
    void generationLeavesParametersOnTheDeviceAndHandsOverWhatItReads() {
        Fixture fixture = Fixture.of("uniform");
        try (Model model = fixture.model();
                Generator generator = new Generator(model, options(Mode.REFERENCE))) {
            ModelConfig config = model.config();
            TokenRow prompt = TokenRow.prompt(
                    config, fixture.greedy(config.tokens().eos()).get(0).prompt());
            Locations locations = recording(() -> generator.generate(TokenRow.batch(config, prompt), 3));
            List<Long> parameters = addresses(model.arrays().values());

            // The device looks embeddings up itself, so what it trained never leaves it.
            assertThat(locations.events)
                    .noneMatch(event -> parameters.stream().anyMatch(address -> event.endsWith(" " + address)));
            // ids, positions and padding of the question; state of a column, and its id, whether it is latent, the
            // state
            // fed back, position and padding; keys and values of each layer; the states to be scored.
            assertThat(locations.written.stream().distinct()).hasSize(3 + 1 + 5 + 2 * config.layers() + 1);
        }
    }

    @Test
    void filesAreHandedOverAsTheyAreReadAndFetchedAsTheyAreWritten(@TempDir Path folder) {
        Path file = folder.resolve("a.safetensors");
        try (INDArray array = Nd4j.createFromArray(1f, 2, 3)) {
            Locations writing = recording(() -> SafeTensors.write(file, Map.of("a", array)));
            assertThat(writing.events).containsExactly("read " + address(array));
        }
        List<INDArray> read = new ArrayList<>();
        Locations reading = recording(() -> read.addAll(SafeTensors.read(file).values()));
        assertThat(reading.written).containsExactly(address(read.get(0)));
        read.forEach(INDArray::close);
    }

    private static ExecutorOptions options(Mode mode) {
        return ExecutorOptions.defaults().withStreams(1).withMode(mode);
    }

    private static long address(INDArray array) {
        return array.data().address();
    }

    private static List<Long> addresses(Iterable<INDArray> arrays) {
        List<Long> addresses = new ArrayList<>();
        arrays.forEach(array -> addresses.add(address(array)));
        return addresses;
    }

    /**
     * Which arrays were brought to the host and which were said to have been written there, by address.
     *
     * @param events both, in their order
     * @param written the latter alone
     */
    private record Locations(List<String> events, List<Long> written) {
        synchronized void note(String method, Object array, Object location) {
            if (location == Location.HOST) {
                boolean read = method.equals("ensureLocation");
                events.add((read ? "read " : "written ") + address((INDArray) array));
                if (!read) {
                    written.add(address((INDArray) array));
                }
            }
        }
    }

    /** Puts a note-taker in the place that ND4J has for it, for as long as some work runs. */
    private static Locations recording(Runnable work) {
        AffinityManager own = Nd4j.getAffinityManager();
        Locations locations = new Locations(new ArrayList<>(), new ArrayList<>());
        Object noting = Proxy.newProxyInstance(
                AffinityManager.class.getClassLoader(),
                new Class<?>[] {AffinityManager.class},
                (proxy, method, arguments) -> {
                    if (method.getName().endsWith("Location") && arguments.length == 2) {
                        locations.note(method.getName(), arguments[0], arguments[1]);
                    }
                    return method.invoke(own, arguments);
                });
        try {
            Field field = Nd4j.class.getDeclaredField("affinityManager");
            field.setAccessible(true);
            field.set(null, noting);
            try {
                work.run();
            } finally {
                field.set(null, own);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return locations;
    }
}
