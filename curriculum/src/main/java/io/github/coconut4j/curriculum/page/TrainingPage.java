package io.github.coconut4j.curriculum.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.expected.Expected;
import io.github.coconut4j.curriculum.expected.Measure;
import io.github.coconut4j.curriculum.run.RunFolder;
import io.github.coconut4j.curriculum.training.Metrics;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Shows a training in a browser while it runs: loss by stage, held-out answers in three classes, speed, time left, norms of thoughts, the expected band. The page lies at
 * the loopback address, loads nothing from anywhere, and is kept up to date by server-sent events. The training's own thread only puts events into a queue; all else is done
 * by a thread of the page, once a second.
 *
 * <pre>{@code
 * try (TrainingPage page = TrainingPage.anywhere()) {
 *     System.out.println(page.address());
 *     experiment.train(folder, page);
 * }
 * }</pre>
 */
public final class TrainingPage implements TrainingListener, AutoCloseable {
    /** Where the page is looked for first; Deeplearning4j's users know the number. */
    public static final int USUAL_PORT = 9000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EVERY_MILLIS = 1000;

    private final ConcurrentLinkedQueue<Runnable> news = new ConcurrentLinkedQueue<>();
    private final List<MethodState> methods = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "training page");
        daemon.setDaemon(true);
        return daemon;
    });
    private final PageServer server;
    private final ScheduledFuture<?> showing;
    private Optional<Expected> expected = Optional.empty();

    private TrainingPage(PageServer server) {
        this.server = server;
        this.showing = thread.scheduleWithFixedDelay(this::show, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@return a page at {@value #USUAL_PORT}, or at another free port where that is taken} */
    public static TrainingPage anywhere() {
        return new TrainingPage(PageServer.isFree(USUAL_PORT) ? PageServer.at(USUAL_PORT) : PageServer.at(0));
    }

    /**
     * A page at a port of one's own.
     *
     * @param port 1024 to 65,535 without special rights; 0 for any free one
     * @return the page, which is served until it is closed
     * @throws CurriculumException if it is taken, or is no port
     */
    public static TrainingPage at(int port) {
        return new TrainingPage(PageServer.at(port));
    }

    /**
     * Draws the band that is expected of a stage, for the methods that have one.
     *
     * @param bands of methods by their names
     */
    public void expect(Expected bands) {
        news.add(() -> expected = Optional.of(bands));
    }

    /** {@return where to look} */
    public URI address() {
        return server.address();
    }

    /** A resumed run begins with its past. */
    @Override
    public void onRunStarted(RunStarted event) {
        news.add(() -> {
            MethodState state = new MethodState(event, place -> band(event.method(), place));
            methods.add(state);
            if (event.firstStep() > 1) {
                Metrics past = Metrics.read(new RunFolder(event.folder()).metrics());
                past.steps().stream()
                        .filter(step -> step.step() < event.firstStep())
                        .forEach(state::add);
                past.evaluations().stream()
                        .filter(evaluated -> evaluated.step() < event.firstStep())
                        .forEach(state::add);
            }
        });
    }

    private Optional<Measure> band(String method, String place) {
        return expected.flatMap(bands -> bands.method(method)).flatMap(bands -> bands.at(place));
    }

    @Override
    public void onStageStarted(StageStarted event) {
        news.add(() -> current().add(event));
    }

    @Override
    public void onStep(StepDone event) {
        news.add(() -> current().add(event));
    }

    @Override
    public void onEvaluated(Evaluated event) {
        news.add(() -> current().add(event));
    }

    @Override
    public void onRunFinished(RunFinished event) {
        news.add(() -> current().tested(event.result().test().accuracy()));
    }

    private MethodState current() {
        return methods.get(methods.size() - 1);
    }

    private void show() {
        if (takeNews()) {
            server.send(json(false));
        }
    }

    private boolean takeNews() {
        boolean any = false;
        for (Runnable next = news.poll(); next != null; next = news.poll()) {
            next.run();
            any = true;
        }
        return any;
    }

    private String json(boolean ended) {
        try {
            return JSON.writeValueAsString(
                    Map.of("methods", methods.stream().map(MethodState::picture).toList(), "ended", ended));
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalArgumentException("a training without JSON", cannotHappen);
        }
    }

    /** Shows the end to those who look, who keep the page as it is then, and lets go of the port. */
    @Override
    public void close() {
        showing.cancel(false);
        thread.execute(() -> {
            takeNews();
            server.send(json(true));
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2 * EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }
}
