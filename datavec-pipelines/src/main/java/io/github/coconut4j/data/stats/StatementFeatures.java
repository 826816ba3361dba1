package io.github.coconut4j.data.stats;

import io.github.coconut4j.data.Ontology;
import io.github.coconut4j.data.Ontology.Claim;
import java.util.List;
import java.util.function.Predicate;

/** What can be said about a True-or-false problem without applying a fact to the conclusion of another. */
final class StatementFeatures {
    /** Names of the features, in the order of {@link #values}. */
    static final List<String> NAMES = List.of(
            "majority",
            "negation in the question",
            "predicate negated in the facts",
            "predicate in the facts as asked",
            "predicate's last mention is as asked",
            "mentions of the predicate",
            "mentions of the individual",
            "mentions of the individual's concept",
            "more is said about what has the predicate as asked");

    private final List<Claim> facts;
    private final Claim asked;

    StatementFeatures(Ontology ontology) {
        facts = ontology.facts();
        asked = ontology.asked();
    }

    /** The features, small whole numbers. */
    List<Integer> values() {
        return List.of(
                0,
                asked.holds() ? 0 : 1,
                count(fact -> isAboutThePredicate(fact) && !fact.holds()),
                count(fact -> isAboutThePredicate(fact) && isAsAsked(fact)),
                lastIsAsAsked(),
                count(this::isAboutThePredicate),
                mentions(asked.subject()),
                concept(),
                Integer.signum(mentionsOfBearers(true) - mentionsOfBearers(false)));
    }

    private boolean isAboutThePredicate(Claim fact) {
        return fact.predicate().equals(asked.predicate());
    }

    private boolean isAsAsked(Claim fact) {
        return fact.holds() == asked.holds();
    }

    private int lastIsAsAsked() {
        return facts.stream()
                .filter(this::isAboutThePredicate)
                .reduce((first, second) -> second)
                .map(last -> isAsAsked(last) ? 1 : -1)
                .orElse(0);
    }

    /** Mentions of what the individual is said to be first. */
    private int concept() {
        return facts.stream()
                .filter(fact -> fact.subject().equals(asked.subject()))
                .findFirst()
                .map(fact -> mentions(fact.predicate()))
                .orElse(0);
    }

    /** Mentions of everything that is directly said to have the predicate as asked, or to have it not. */
    private int mentionsOfBearers(boolean asAsked) {
        return facts.stream()
                .filter(fact -> isAboutThePredicate(fact) && isAsAsked(fact) == asAsked)
                .mapToInt(fact -> mentions(fact.subject()))
                .sum();
    }

    private int mentions(String name) {
        return count(fact -> fact.subject().equals(name) || fact.predicate().equals(name));
    }

    private int count(Predicate<Claim> condition) {
        return (int) facts.stream().filter(condition).count();
    }
}
