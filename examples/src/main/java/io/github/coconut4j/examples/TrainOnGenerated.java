package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.llama;
import static io.github.coconut4j.curriculum.experiment.Dsl.prontoQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.prosQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.rung;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.ProsQa;
import io.github.coconut4j.data.task.Twins;
import io.github.coconut4j.data.task.prontoqa.ProntoQa;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Trains on generated problems, fresh ones in every epoch, then asks new problems, each with its twin. */
public final class TrainOnGenerated {
    private TrainOnGenerated() {}

    /**
     * Share of right answers among problems and their twins; 50 % for a model that answers both of a pair alike.
     *
     * @param unseen problems that are not trained on, every one of which has a twin
     */
    static double run(Experiment experiment, ProblemSource unseen, Path folder) {
        experiment.train(folder);
        List<Problem> pairs = LongStream.range(0, unseen.size())
                .mapToObj(row -> unseen.problem(0, row))
                .flatMap(problem -> Stream.of(problem, Twins.of(problem).orElseThrow()))
                .toList();
        try (TrainedModel trained = TrainedModel.open(folder)) {
            return trained.evaluate(new ListSource("pairs", pairs, ""), pairs.size(), 64, 128)
                    .accuracy();
        }
    }

    /**
     * Trains for hours, and prints how many answers were right.
     *
     * @param arguments {@code prosqa} or {@code prontoqa}
     */
    public static void main(String[] arguments) {
        if (arguments.length < 1 || !List.of("prosqa", "prontoqa").contains(arguments[0])) {
            System.err.println("TrainOnGenerated TASK: prosqa or prontoqa");
            return;
        }
        boolean prosQa = arguments[0].equals("prosqa");
        Experiment experiment = experiment(arguments[0] + "-java")
                .data(
                        prosQa
                                ? prosQa().concepts(12)
                                        .hops(3)
                                        .balanced(true)
                                        .rungs(rung(6, 14, 6)) // long chains first
                                : prontoQa().hops(3))
                // Heads that look at fixed distances from the start, to read sentences with.
                .model(llama().layers(3)
                        .width(64)
                        .heads(4)
                        .positions(512)
                        .ropeTheta(100)
                        .initStd(0.1)
                        .lookBack(1, 2, 3, 4))
                .methods(coconut().specialMarkers(false))
                .curriculum(stages(prosQa ? 3 : 6).epochs(12).resetOptimizer())
                .optimizer(adamW(2e-3)
                        .weightDecay(0.01)
                        .clipNorm(1)
                        .betas(0.9, 0.95)
                        .warmupSteps(100))
                .batchSize(32);
        ProblemSource unseen = prosQa
                ? ProsQa.prosQa().hops(3, 3).concepts(12).balanced(true).problems(200, 1)
                : ProntoQa.prontoQa().hops(3).problems(200, 1);
        System.out.printf("%.1f %%%n", 100 * run(experiment, unseen, Path.of("runs", arguments[0] + "-java")));
    }
}
