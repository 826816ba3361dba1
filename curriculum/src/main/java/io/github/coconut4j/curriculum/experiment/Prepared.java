package io.github.coconut4j.curriculum.experiment;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.method.StagedMethod;
import io.github.coconut4j.curriculum.settings.Curriculum;
import io.github.coconut4j.curriculum.settings.data.ProblemSets;
import io.github.coconut4j.curriculum.training.TrainingListener;
import io.github.coconut4j.curriculum.training.TrainingListener.RowRead;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.stage.ProblemEncoder;
import io.github.coconut4j.data.stage.ProblemLengths;
import io.github.coconut4j.data.stats.DataCard;
import io.github.coconut4j.data.text.Tokenizer;
import io.github.coconut4j.model.decoder.Model;
import io.github.coconut4j.model.decoder.ModelConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Data and tokenizer of an experiment, opened and checked: every text is in the vocabulary and fits the model.
 *
 * @param problems to learn from and to ask
 * @param tokenizer of the model, before a method adds tokens of its own
 * @param model sizes of the model, likewise
 */
record Prepared(ProblemSets problems, Tokenizer tokenizer, ModelConfig model) implements AutoCloseable {

    /** Generators never end; so many of their problems are looked at. Files are read as a whole. */
    private static final long LOOKED_AT_GENERATED = 1_000;

    /** @throws CurriculumException listing everything that is wrong with data and model */
    static Prepared of(Experiment experiment) {
        return of(experiment, new TrainingListener() {});
    }

    /**
     * The same, which tells how far it came.
     *
     * @throws CurriculumException listing everything that is wrong with data and model
     */
    static Prepared of(Experiment experiment, TrainingListener listener) {
        return of(experiment, listener, tokenizer -> {
            try (Model model = experiment.model().create(tokenizer, experiment.seed())) {
                return model.config();
            }
        });
    }

    /**
     * The same without making the model, so that nothing is computed: weights of a file are not looked at.
     *
     * @throws CurriculumException listing everything that is wrong with data and sizes
     */
    static Prepared withoutModel(Experiment experiment, TrainingListener listener) {
        return of(experiment, listener, experiment.model()::sizes);
    }

    private static Prepared of(
            Experiment experiment, TrainingListener listener, Function<Tokenizer, ModelConfig> sizes) {
        List<String> missing = experiment.missingFiles();
        if (!missing.isEmpty()) {
            throw CurriculumException.listing(experiment.name(), missing);
        }
        ProblemSets problems = experiment
                .data()
                .open(
                        experiment.seed(),
                        experiment.evaluation(),
                        (file, rows) -> listener.onRowRead(new RowRead(file, rows, OptionalLong.empty())));
        try {
            Tokenizer tokenizer = experiment.model().tokenizer(problems.training());
            Prepared prepared = new Prepared(problems, tokenizer, sizes.apply(tokenizer));
            prepared.check(experiment, listener);
            return prepared;
        } catch (RuntimeException e) {
            problems.close();
            throw e;
        }
    }

    private void check(Experiment experiment, TrainingListener listener) {
        List<String> extra = experiment.methods().stream()
                .flatMap(method -> method.tokens(experiment.curriculum()).stream())
                .distinct()
                .toList();
        ProblemEncoder encoder = new ProblemEncoder(tokenizer.with(extra), problems.wording());
        List<String> wrong = Stream.of(problems.training(), problems.validation(), problems.test())
                .flatMap(source -> check(source, experiment, encoder, listener).stream())
                .distinct()
                .toList();
        if (!wrong.isEmpty()) {
            throw CurriculumException.listing(experiment.name(), wrong);
        }
    }

    /** What is wrong with a part of the data: that a text has words the tokenizer lacks, or the longest is too long. */
    private Optional<String> check(
            ProblemSource source, Experiment experiment, ProblemEncoder encoder, TrainingListener listener) {
        long limit = source.isEndless() ? LOOKED_AT_GENERATED : source.size();
        int longest = 0;
        long longestRow = 0;
        for (long row = 0; row < Math.min(source.size(), limit); row++) {
            listener.onRowRead(new RowRead(source.name(), row + 1, OptionalLong.of(limit)));
            try {
                int length = longest(source.problem(0, row), experiment, encoder);
                if (length > longest) {
                    longest = length;
                    longestRow = row;
                }
            } catch (DataException unfit) {
                return Optional.of(source.place(row) + ": " + unfit.getMessage());
            }
        }
        return longest <= model.positions()
                ? Optional.empty()
                : Optional.of(
                        source.place(longestRow) + ", the longest, takes " + longest + " tokens, but the model has "
                                + model.positions() + " positions; "
                                + experiment.model().roomFor(longest) + ".");
    }

    /** Tokens of a problem at the stage it is the longest at. */
    private static int longest(Problem problem, Experiment experiment, ProblemEncoder encoder) {
        Curriculum curriculum = experiment.curriculum();
        ProblemLengths lengths = encoder.lengths(problem);
        return experiment.methods().stream()
                .flatMap(method -> curriculum
                        .trainedStages(problem)
                        .mapToObj(stage -> method.training(problem, stage, curriculum)))
                .mapToInt(lengths::training)
                .max()
                .orElseThrow();
    }

    /** The tokenizer with the tokens one method needs besides; no method's vocabulary depends on the others'. */
    Tokenizer tokenizer(StagedMethod staged) {
        return tokenizer.with(staged.method().tokens(staged.curriculum()));
    }

    /**
     * The model one method begins with; who asks for it closes it. The weights are the same for every method; only the
     * tokens of its own are added, and the loop is its own.
     */
    Model newModel(Experiment experiment, StagedMethod staged) {
        Model shared = experiment.model().create(tokenizer, experiment.seed());
        int tokens = tokenizer(staged).size();
        Model grown = tokens == tokenizer.size() ? shared : shared.withTokens(tokenizer.size(), tokens);
        return grown.loop(staged.method().loop());
    }

    /** Sizes and loop of the model of one method. */
    ModelConfig model(StagedMethod staged) {
        int vocabulary = Math.max(model.vocabulary(), tokenizer(staged).size());
        return model.vocabulary(vocabulary).loop(staged.method().loop());
    }

    /** What is trained on and asked in the end, in a few lines. */
    DataCard card() {
        return DataCard.of(problems.training(), problems.test());
    }

    @Override
    public void close() {
        problems.close();
    }
}
