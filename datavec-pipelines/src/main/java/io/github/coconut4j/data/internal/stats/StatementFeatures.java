package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.internal.stats.Ontology.Claim;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** What can be said about a True-or-false problem without applying a fact to the conclusion of another. */
public final class StatementFeatures {
    /** Names of the features, in the order of {@link #values}. */
    public static final List<String> NAMES = List.of(
            "majority",
            "negation in the question",
            "predicate negated in the facts",
            "predicate in the facts as asked",
            "predicate's first mention is as asked",
            "predicate's last mention is as asked",
            "predicate as asked is nearer to the individual",
            "mentions of the predicate",
            "mentions of the individual",
            "mentions of the individual's concept",
            "individual is named last",
            "negations in the facts",
            "facts",
            "more is said about what has the predicate as asked",
            "more is what has the predicate as asked",
            "what has the predicate as asked is more");

    private final List<Claim> facts;
    private final Claim asked;

    public StatementFeatures(Ontology ontology) {
        facts = ontology.facts();
        asked = ontology.asked();
    }

    /** The features, small whole numbers. */
    public List<Integer> values() {
        return List.of(
                0,
                asked.holds() ? 0 : 1,
                count(fact -> isAboutThePredicate(fact) && !fact.holds()),
                count(fact -> isAboutThePredicate(fact) && isAsAsked(fact)),
                mentionIsAsAsked((first, second) -> first),
                mentionIsAsAsked((first, second) -> second),
                Integer.signum(distance(false) - distance(true)),
                count(this::isAboutThePredicate),
                mentions(asked.subject()),
                concept(),
                facts.stream()
                                .reduce((first, second) -> second)
                                .filter(this::isAboutTheIndividual)
                                .isPresent()
                        ? 1
                        : 0,
                count(fact -> !fact.holds()),
                facts.size(),
                more(this::mentions),
                more(bearer -> count(fact -> fact.predicate().equals(bearer))),
                more(bearer -> count(fact -> fact.subject().equals(bearer))));
    }

    private boolean isAboutThePredicate(Claim fact) {
        return fact.predicate().equals(asked.predicate());
    }

    private boolean isAboutTheIndividual(Claim fact) {
        return fact.subject().equals(asked.subject());
    }

    private boolean isAsAsked(Claim fact) {
        return fact.holds() == asked.holds();
    }

    /** 1 if one of the mentions of the predicate is as asked, -1 if it is the opposite. */
    private int mentionIsAsAsked(BinaryOperator<Claim> which) {
        return facts.stream()
                .filter(this::isAboutThePredicate)
                .reduce(which)
                .map(fact -> isAsAsked(fact) ? 1 : -1)
                .orElse(0);
    }

    /** Sentences between what is said of the individual and the nearest that has the predicate as asked, or has it not. */
    private int distance(boolean asAsked) {
        int individual = IntStream.range(0, facts.size())
                .filter(at -> isAboutTheIndividual(facts.get(at)))
                .findFirst()
                .orElse(0);
        return IntStream.range(0, facts.size())
                .filter(at -> isAboutThePredicate(facts.get(at)) && isAsAsked(facts.get(at)) == asAsked)
                .map(at -> Math.abs(at - individual))
                .min()
                .orElse(facts.size());
    }

    /** Mentions of what the individual is said to be first. */
    private int concept() {
        return facts.stream()
                .filter(this::isAboutTheIndividual)
                .findFirst()
                .map(fact -> mentions(fact.predicate()))
                .orElse(0);
    }

    /** Whether a number is greater for what is directly said to have the predicate as asked than for what has it not. */
    private int more(ToIntFunction<String> number) {
        return Integer.signum(ofBearers(true, number) - ofBearers(false, number));
    }

    private int ofBearers(boolean asAsked, ToIntFunction<String> number) {
        return facts.stream()
                .filter(fact -> isAboutThePredicate(fact) && isAsAsked(fact) == asAsked)
                .mapToInt(fact -> number.applyAsInt(fact.subject()))
                .sum();
    }

    private int mentions(String name) {
        return count(fact -> fact.subject().equals(name) || fact.predicate().equals(name));
    }

    private int count(Predicate<Claim> condition) {
        return (int) facts.stream().filter(condition).count();
    }
}
