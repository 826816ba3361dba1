package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts behind a ProntoQA problem, read from its text: what individuals and concepts are and are not, and the
 * statement that is to be judged.
 *
 * @param facts all of them, in the order of the text
 * @param asked the statement behind "True or false:"
 */
public record Ontology(List<Claim> facts, Claim asked) {
    private static final Pattern ASKED = Pattern.compile("^True or false: (.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE = Pattern.compile(
            "(?:(?:Every|Each|All|An?) )?([\\p{L}\\p{N}_-]+) (?:is|are) (not )?(?:an? )?([\\p{L}\\p{N}_-]+)[.?]");

    /**
     * That everything which is {@code subject} is, or is not, {@code predicate}.
     *
     * @param subject an individual or a concept, in lower case and singular
     * @param predicate a concept or a property, likewise
     * @param holds false for "is not"
     */
    public record Claim(String subject, String predicate, boolean holds) {
        /** The claim that denies this one. */
        public Claim opposite() {
            return new Claim(subject, predicate, !holds);
        }
    }

    /** Copies the list. */
    public Ontology {
        facts = List.copyOf(facts);
    }

    /**
     * Reads a problem.
     *
     * @return empty if the problem does not end with "True or false:" and a statement
     * @throws DataException if a sentence is not of the kind "Every wumpus is a dumpus."
     */
    public static Optional<Ontology> of(Problem problem) {
        List<String> sentences = Texts.sentences(problem.question());
        Matcher asked = ASKED.matcher(sentences.get(sentences.size() - 1));
        if (!asked.matches()) {
            return Optional.empty();
        }
        List<Claim> facts = new ArrayList<>();
        sentences.subList(0, sentences.size() - 1).forEach(sentence -> facts.add(claim(sentence)));
        return Optional.of(new Ontology(facts, claim(asked.group(1))));
    }

    /** Everything that follows about the individual that is asked about, by applying all facts until nothing is new. */
    public Set<Claim> consequences() {
        Set<Claim> known = new HashSet<>();
        Set<String> is = new HashSet<>(Set.of(asked.subject()));
        int before = -1;
        while (known.size() > before) {
            before = known.size();
            for (Claim fact : facts) {
                if (is.contains(fact.subject())) {
                    known.add(new Claim(asked.subject(), fact.predicate(), fact.holds()));
                    if (fact.holds()) {
                        is.add(fact.predicate());
                    }
                }
            }
        }
        return known;
    }

    private static Claim claim(String sentence) {
        Matcher matcher = SENTENCE.matcher(sentence);
        if (!matcher.matches()) {
            throw new DataException("The sentence \"" + Texts.shorten(sentence)
                    + "\" is not of the kind \"Every wumpus is a dumpus.\"");
        }
        return new Claim(singular(matcher.group(1)), singular(matcher.group(3)), matcher.group(2) == null);
    }

    /** One form for both numbers; it need not be English, only the same for "wumpus" and "wumpuses", "cat" and "cats". */
    private static String singular(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.endsWith("uses") || lower.endsWith("sses")) {
            return lower.substring(0, lower.length() - 2);
        }
        boolean plural = lower.endsWith("s") && !lower.endsWith("us") && !lower.endsWith("ss");
        return plural ? lower.substring(0, lower.length() - 1) : lower;
    }
}
