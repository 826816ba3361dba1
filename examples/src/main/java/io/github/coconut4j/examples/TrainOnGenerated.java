package io.github.coconut4j.examples;

import static io.github.coconut4j.curriculum.experiment.Dsl.adamW;
import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.experiment;
import static io.github.coconut4j.curriculum.experiment.Dsl.gpt2;
import static io.github.coconut4j.curriculum.experiment.Dsl.prontoQa;
import static io.github.coconut4j.curriculum.experiment.Dsl.prosQa;
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

    /** Takes {@code prosqa} or {@code prontoqa} as its argument, and an hour or more. */
    public static void main(String[] arguments) {
        if (arguments.length < 1 || !List.of("prosqa", "prontoqa").contains(arguments[0])) {
            System.err.println("TrainOnGenerated TASK: prosqa or prontoqa");
            return;
        }
        boolean prosQa = arguments[0].equals("prosqa");
        Experiment experiment = experiment(arguments[0] + "-java")
                .data(prosQa ? prosQa().balanced(true) : prontoQa().hops(3))
                .model(gpt2().layers(2).width(128).heads(4).positions(512).initStd(0.05))
                .methods(coconut())
                .curriculum(stages(6).resetOptimizer().padLatentToMax(true))
                .optimizer(adamW(1e-3).warmupSteps(20));
        ProblemSource unseen = prosQa
                ? ProsQa.prosQa().balanced(true).problems(200, 1)
                : ProntoQa.prontoQa().hops(3).problems(200, 1);
        System.out.printf("%.1f %%%n", 100 * run(experiment, unseen, Path.of("runs", arguments[0] + "-java")));
    }
}
