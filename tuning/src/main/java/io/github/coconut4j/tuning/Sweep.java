package io.github.coconut4j.tuning;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.run.FolderNames;
import io.github.coconut4j.tuning.engine.ArbiterEngine;
import io.github.coconut4j.tuning.engine.CoconutTaskCreator;
import io.github.coconut4j.tuning.engine.RunFolderSaver;
import io.github.coconut4j.tuning.search.RandomSearch;
import io.github.coconut4j.tuning.search.Search;
import io.github.coconut4j.tuning.space.CoconutSpace;
import io.github.coconut4j.tuning.space.Parameter;
import io.github.coconut4j.tuning.trial.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;

/**
 * Everything there is to say about a search: one immutable value, in Java or as YAML. Its candidates are the experiments
 * that differ from {@code base} in the keys of {@code over}.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * sweep(experiment("mine")).name("ours")
 *         .over(thoughtsPerStep(0, 1, 2), learningRate(logRange(1e-4, 1e-2)))
 *         .search(random(1)).candidates(12).minutes(90).parallel(2).halving(0.5).pricePerToken(0.001)
 *         .engine("spark", "spark://head:7077")
 *
 * name: ours
 * base: {name: mine}
 * over:
 *   - {key: thoughts_per_step, values: [0, 1, 2]}
 *   - {key: optimizer.lr, from: 1.0e-4, to: 1.0e-2, scale: log}
 * search: {type: random, seed: 1}
 * candidates: 12
 * minutes: 90
 * parallel: 2
 * halving: 0.5
 * price_per_token: 0.001
 * engine: spark
 * master: spark://head:7077
 * }</pre>
 *
 * <p>Creating one throws {@link CurriculumException} if a part is out of range, or the parts do not fit together.
 *
 * @param name of the sweep and its folder; that of the base with {@code -sweep} if {@code null}
 * @param base every key that is not searched
 * @param over what is searched; set in this order
 * @param search how candidates are chosen
 * @param candidates how many at most
 * @param minutes after which no candidate is begun; 0 for no limit
 * @param parallel how many candidates are trained at once
 * @param halving share of the candidates that go on after each stage with thoughts, the best by validation accuracy; 1 lets
 *     all go on
 * @param pricePerToken what one token of thinking costs in the score, as a share of right answers
 * @param engine where candidates are trained
 * @param master address of other machines, for engines that use them
 */
public record Sweep(
        String name,
        Experiment base,
        List<Parameter> over,
        Search search,
        int candidates,
        double minutes,
        int parallel,
        double halving,
        double pricePerToken,
        String engine,
        String master) {

    public Sweep {
        if (base == null) {
            throw new CurriculumException("base is missing: an experiment, or the name of its file.");
        }
        name = name == null ? base.name() + "-sweep" : name;
        over = List.copyOf(over);
        List<String> problems = Stream.of(
                        FolderNames.problem(name),
                        unless(
                                over.stream().map(Parameter::key).distinct().count() == over.size(),
                                "over names one key twice; give it all its values in one place"),
                        unless(candidates >= 1, "candidates must be at least 1, not " + candidates),
                        unless(candidates <= 10_000, "candidates must be at most 10000, not " + candidates),
                        unless(
                                minutes >= 0 && minutes <= 1e6,
                                "minutes must lie between 0 (no limit) and 1000000, not " + minutes),
                        unless(parallel >= 1, "parallel must be at least 1, not " + parallel),
                        unless(parallel <= 1000, "parallel must be at most 1000, not " + parallel),
                        unless(
                                halving > 0 && halving <= 1,
                                "halving must lie above 0 and up to 1 (all go on), not " + halving),
                        unless(
                                pricePerToken >= 0 && pricePerToken <= 1,
                                "price_per_token must lie between 0 and 1, not " + pricePerToken),
                        unless(
                                !search.learns() || parallel == 1,
                                "parallel must be 1 with genetic search, whose candidates follow from the scores before them, not "
                                        + parallel),
                        unless(
                                !search.learns() || halving == 1,
                                "halving must be left out with genetic search, which knows its candidates one by one only"))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw CurriculumException.listing("the sweep", problems);
        }
    }

    private static Optional<String> unless(boolean holds, String problem) {
        return holds ? Optional.empty() : Optional.of(problem + ".");
    }

    /** The base alone: one candidate after the other, drawn at random once there is something to search over. */
    static Sweep of(Experiment base) {
        return new Sweep(null, base, List.of(), new RandomSearch(0), 20, 0, 1, 1, 0, ArbiterEngine.NAME, "");
    }

    /**
     * Reads a sweep from a YAML file.
     *
     * @param file UTF-8; its base may be a path, beside the file
     * @param overrides {@code key=value} settings that win over the file
     * @return the sweep, checked
     * @throws CurriculumException listing everything that is wrong
     */
    public static Sweep load(Path file, List<String> overrides) {
        return SweepFormat.load(file, overrides);
    }

    /**
     * {@return whether a file describes a sweep, well or badly, and not an experiment: it has a base, or something to search}
     *
     * @param file YAML; of one that cannot be read nothing is known, and whoever loads it says why
     */
    public static boolean isSweep(Path file) {
        return SweepFormat.isSweep(file);
    }

    /**
     * {@return whether a file describes an experiment, well or badly, and not a sweep}
     *
     * @param file YAML; of one that cannot be read nothing is known, and whoever loads it says why
     */
    public static boolean isExperiment(Path file) {
        return SweepFormat.isExperiment(file);
    }

    /**
     * Reads a sweep from YAML.
     *
     * @param yaml as {@link #toYaml} writes it; a key that is left out has its default
     * @return the sweep, checked
     * @throws CurriculumException listing everything that is wrong
     */
    public static Sweep fromYaml(String yaml) {
        return SweepFormat.read(yaml, "the sweep", Path.of(""), List.of());
    }

    /** {@return this sweep as YAML, every key written out; {@link #fromYaml} gives an equal one} */
    public String toYaml() {
        return SweepFormat.write(this);
    }

    /**
     * Trains the candidates, into a folder that is new or holds this very sweep: then what is there is continued. With more
     * candidates than the sweep there had, it is extended: what is finished is kept.
     *
     * @param folder of the sweep, in which each candidate has its own
     * @param listeners are told of every trial
     * @return all candidates, the best first
     * @throws RuntimeException with a sentence for the user if the sweep cannot be run here
     */
    public SweepResult run(Path folder, SweepListener... listeners) {
        return SweepRun.start(this, folder, List.of(listeners));
    }

    /**
     * Goes on with a sweep that was stopped: what is finished is kept, a candidate under way continues from its last
     * checkpoint.
     *
     * @param folder of a sweep
     * @param listeners are told of every trial
     * @return all candidates, the best first
     * @throws CurriculumException if there is no sweep
     */
    public static SweepResult resume(Path folder, SweepListener... listeners) {
        return SweepRun.resume(folder, List.of(listeners));
    }

    /**
     * What a sweep has come to so far. Nothing is trained or written, and the sweep may be under way.
     *
     * @param folder of a sweep
     * @return all candidates so far, the best first
     * @throws CurriculumException if there is no sweep, or its files are broken
     */
    public static SweepResult look(Path folder) {
        return SweepRun.look(folder);
    }

    /** {@return what is searched, as Arbiter's space} */
    public CoconutSpace space() {
        return new CoconutSpace(base, over);
    }

    /** {@return what candidates are ranked by} */
    public Score score() {
        return new Score(pricePerToken);
    }

    /** {@return the most candidates the search can give, and no more than wanted: a grid that has run out never ends by itself} */
    public int budget() {
        return Math.min(candidates, search.candidateLimit(space()));
    }

    /**
     * {@return this search in Arbiter's own terms, for Arbiter's own runner together with {@link #tasks}}
     *
     * @param folder for the runs of its candidates
     */
    public OptimizationConfiguration toArbiter(Path folder) {
        List<TerminationCondition> conditions = new ArrayList<>();
        conditions.add(new MaxCandidatesCondition(budget()));
        if (minutes > 0) {
            conditions.add(new MaxTimeCondition(Math.round(60_000 * minutes), TimeUnit.MILLISECONDS));
        }
        return new OptimizationConfiguration.Builder()
                .candidateGenerator(search.generator(space(), score()))
                .modelSaver(new RunFolderSaver(candidate -> SweepFolder.run(folder, candidate)))
                .scoreFunction(score())
                .terminationConditions(conditions)
                .rngSeed(search.seed())
                .build();
    }

    /** {@return this search in Arbiter's own terms, its runs in {@code runs/NAME}} */
    public OptimizationConfiguration toArbiter() {
        return toArbiter(Path.of("runs", name));
    }

    /**
     * {@return the tasks for Arbiter's own runner}
     *
     * @param folder for the runs of the candidates
     */
    public static TaskCreator tasks(Path folder) {
        return new CoconutTaskCreator(candidate -> SweepFolder.run(folder, candidate.getIndex()));
    }

    /**
     * {@return the same under another name}
     *
     * @param text without slashes, that of the folder of its runs
     */
    public Sweep name(String text) {
        return new Sweep(
                text, base, over, search, candidates, minutes, parallel, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same over one more key, or several}
     *
     * @param more each a key of the base, none twice
     */
    public Sweep over(Parameter... more) {
        List<Parameter> all = Stream.concat(over.stream(), Stream.of(more)).toList();
        return new Sweep(
                name, base, all, search, candidates, minutes, parallel, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same with candidates chosen so}
     *
     * @param way of {@link SweepDsl#random}, {@link SweepDsl#grid} or {@link SweepDsl#genetic}
     */
    public Sweep search(Search way) {
        return new Sweep(name, base, over, way, candidates, minutes, parallel, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same with at most so many candidates}
     *
     * @param count 1 to 10,000; a grid may have fewer
     */
    public Sweep candidates(int count) {
        return new Sweep(name, base, over, search, count, minutes, parallel, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same with no candidate begun after so many minutes}
     *
     * @param limit up to a million; 0 for none
     */
    public Sweep minutes(double limit) {
        return new Sweep(name, base, over, search, candidates, limit, parallel, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same with so many candidates trained at once}
     *
     * @param count 1 to 1000; 1 with a search that learns
     */
    public Sweep parallel(int count) {
        return new Sweep(name, base, over, search, candidates, minutes, count, halving, pricePerToken, engine, master);
    }

    /**
     * {@return the same with only this share going on after each stage with thoughts}
     *
     * @param share above 0, at most 1, which stops none; left alone with a search that learns
     */
    public Sweep halving(double share) {
        return new Sweep(name, base, over, search, candidates, minutes, parallel, share, pricePerToken, engine, master);
    }

    /**
     * {@return the same with this price for a token of thinking}
     *
     * @param price 0 to 1, taken from the accuracy for each token of a mean answer; 0 ranks by accuracy alone
     */
    public Sweep pricePerToken(double price) {
        return new Sweep(name, base, over, search, candidates, minutes, parallel, halving, price, engine, master);
    }

    /**
     * {@return the same on another engine}
     *
     * @param kind {@code local} or {@code spark}
     * @param address of its machines; empty for {@code local}
     */
    public Sweep engine(String kind, String address) {
        return new Sweep(
                name, base, over, search, candidates, minutes, parallel, halving, pricePerToken, kind, address);
    }
}
