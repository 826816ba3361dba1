package io.github.coconut4j.curriculum.internal.intervention;

import io.github.coconut4j.curriculum.audit.intervention.Carrier;
import io.github.coconut4j.curriculum.audit.intervention.Intervention;
import io.github.coconut4j.curriculum.audit.intervention.Operator;
import io.github.coconut4j.curriculum.evaluation.ThoughtObserver;
import io.github.coconut4j.model.decoder.DecoderConfig;
import io.github.coconut4j.model.generate.KeptThoughts;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Carries out an intervention while problems are asked. */
public final class ThoughtEdit implements ThoughtObserver {
    private final Intervention intervention;
    private final RecordedThoughts clean;
    private final Replacement replacement;

    /**
     * Prepares an intervention.
     *
     * @param clean what the problems think when nobody interferes; with keys and values if it is these that are changed
     * @param donors whose thoughts a problem is given, for the operators that need a donor
     * @param decoder sizes of the model
     * @param pause the latent token's embedding {@code [D]}
     */
    public ThoughtEdit(
            Intervention intervention,
            RecordedThoughts clean,
            IntUnaryOperator donors,
            DecoderConfig decoder,
            INDArray pause,
            long seed) {
        this.intervention = intervention;
        this.clean = clean;
        replacement = new Replacement(
                intervention.operator(),
                intervention.on() == Carrier.INPUT ? clean.thoughts() : clean.keysValues(),
                Part.of(intervention.on(), decoder),
                donors,
                pause.toFloatVector(),
                seed);
    }

    @Override
    public void onThoughts(int k, INDArray z, int[] problems) {
        boolean frozen = intervention.downstream() == Intervention.Downstream.FROZEN;
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] < 0) {
                continue;
            }
            if (intervention.operator() == Operator.REMOVED) {
                if (frozen) {
                    put(z, i, clean.thoughts().vector(left(k), problems[i]));
                }
            } else if (intervention.on() == Carrier.INPUT
                    && intervention.scope().has(k)) {
                put(z, i, replacement.of(k, z.getRow(i).toFloatVector(), problems[i]));
            } else if (frozen) {
                put(z, i, clean.thoughts().vector(k, problems[i]));
            }
        }
    }

    @Override
    public void onKept(int k, KeptThoughts kept, int[] problems) {
        if (intervention.on() == Carrier.INPUT || !intervention.scope().has(k)) {
            return;
        }
        try (INDArray all = kept.read()) {
            for (int i = 0; i < problems.length; i++) {
                if (problems[i] >= 0) {
                    put(all, i, replacement.of(k, all.getRow(i).toFloatVector(), problems[i]));
                }
            }
            kept.write(all);
        }
    }

    private static void put(INDArray rows, int i, float[] vector) {
        try (INDArray row = Nd4j.createFromArray(vector)) {
            rows.putRow(i, row);
        }
    }

    /** Which thought stands in place k once others are taken out. */
    private int left(int k) {
        int thought = 0;
        for (int places = 0; ; thought++) {
            if (!intervention.scope().has(thought) && places++ == k) {
                return thought;
            }
        }
    }
}
