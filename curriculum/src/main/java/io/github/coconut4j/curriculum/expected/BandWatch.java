package io.github.coconut4j.curriculum.expected;

import io.github.coconut4j.curriculum.training.TrainingListener;
import java.util.Optional;
import java.util.function.Consumer;

/** Says at the end of every stage, while a run is trained, whether it is where it is expected to be. */
public final class BandWatch implements TrainingListener {
    private final Expected expected;
    private final Consumer<String> out;
    private Optional<Evaluated> last = Optional.empty();

    /**
     * @param expected of the experiment that is trained
     * @param out takes a line
     */
    public BandWatch(Expected expected, Consumer<String> out) {
        this.expected = expected;
        this.out = out;
    }

    @Override
    public void onRunStarted(RunStarted event) {
        last = Optional.empty();
    }

    @Override
    public void onEvaluated(Evaluated event) {
        last = Optional.of(event);
    }

    @Override
    public void onStageStarted(StageStarted event) {
        endStage();
    }

    @Override
    public void onRunFinished(RunFinished event) {
        endStage();
        say(event.result().method(), Measure.TEST, event.result().test().accuracy());
    }

    private void endStage() {
        last.ifPresent(evaluated -> say(
                evaluated.method(),
                Measure.stage(evaluated.stage()),
                evaluated.evaluation().accuracy()));
        last = Optional.empty();
    }

    private void say(String method, String place, double share) {
        expected.method(method)
                .flatMap(bands -> bands.at(place))
                .ifPresent(measure -> out.accept(method + ": " + new Verdict.Point(share, measure).sentence()));
    }
}
