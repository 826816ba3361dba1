package io.github.coconut4j.curriculum.audit.report;

import io.github.coconut4j.curriculum.audit.cost.AnswerCost;
import io.github.coconut4j.curriculum.audit.distribution.OtherDistribution;
import io.github.coconut4j.curriculum.audit.further.FurtherReport;
import io.github.coconut4j.curriculum.audit.influence.Influence;
import io.github.coconut4j.curriculum.audit.lens.LayerReading;
import io.github.coconut4j.curriculum.audit.lens.LensReading;
import io.github.coconut4j.curriculum.audit.lens.PatchReading;
import io.github.coconut4j.curriculum.audit.lens.TraceRates;
import io.github.coconut4j.curriculum.audit.lens.WordThoughts;
import io.github.coconut4j.curriculum.audit.probe.LayerProbe;
import io.github.coconut4j.curriculum.audit.probe.ProbeFigures;
import io.github.coconut4j.curriculum.audit.scores.Calibration;
import io.github.coconut4j.curriculum.audit.scores.Commitment;
import java.util.List;

/** {@code further.json}: what further experiments found, where what is not there is null or an empty list. */
record FurtherJson(
        List<Commitment> commitments,
        Influence influence,
        List<WordThoughts.Result> words,
        List<LensReading> lens,
        TraceRates traces,
        List<PatchReading> patched,
        List<ProbeFigures> probes,
        List<LayerProbe> layerProbes,
        List<LayerReading> layerReadings,
        List<LayerReading> untrainedReadings,
        List<Calibration> calibrations,
        List<OtherDistribution> distributions,
        List<AnswerCost> costs,
        List<String> leftOut) {

    static FurtherJson of(FurtherReport report) {
        return new FurtherJson(
                report.commitments(),
                report.influence().orElse(null),
                report.words(),
                report.lens(),
                report.traces().orElse(null),
                report.patched(),
                report.probes(),
                report.layerProbes(),
                report.layerReadings(),
                report.untrainedReadings(),
                report.calibrations(),
                report.distributions(),
                report.costs(),
                report.leftOut());
    }
}
