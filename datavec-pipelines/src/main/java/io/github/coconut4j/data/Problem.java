package io.github.coconut4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One reasoning problem, as the official data files of Coconut (Hao et al., arXiv 2412.06769) hold it.
 *
 * <p>Creating one throws {@link DataException} if the question or the answer is blank.
 *
 * @param question what is asked, with all facts needed to answer it
 * @param steps the sentences of the reasoning chain, in order; empty when there is none. Blank ones are none and left out
 * @param answer the right answer
 * @param extra every other key of the row, in the order of the file (for graph problems see {@link FactGraph})
 */
public record Problem(String question, List<String> steps, String answer, Map<String, Object> extra) {

    /** Key of {@link #extra()} that names the other option of a two-way choice. */
    public static final String OTHER_ANSWER = "other_answer";

    private static final Set<String> UNDECIDED = Set.of("unknown", "uncertain");

    public Problem {
        if (question.isBlank()) {
            throw new DataException("A problem needs a question, but \"question\" is blank.");
        }
        if (answer.isBlank()) {
            throw new DataException("A problem needs an answer, but \"answer\" is blank (question: \""
                    + Texts.shorten(question) + "\").");
        }
        steps = List.copyOf(steps.stream().filter(step -> !step.isBlank()).toList());
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /**
     * A problem without further keys.
     *
     * @param question with all facts needed to answer it
     * @param steps in order; blank ones are left out
     * @param answer the right one
     * @return with an empty {@link #extra()}
     */
    public static Problem of(String question, List<String> steps, String answer) {
        return new Problem(question, steps, answer, Map.of());
    }

    /**
     * The wrong option of a two-way choice: the key {@value #OTHER_ANSWER} if the row has it, else the answer with the
     * graph's {@code neg_target} in the place of its {@code target}, else the opposite of True or False, yes or no.
     *
     * @return empty if the problem is not such a choice
     */
    public Optional<String> otherAnswer() {
        if (extra.get(OTHER_ANSWER) instanceof String other) {
            return Optional.of(other);
        }
        Optional<FactGraph> graph = FactGraph.of(this);
        if (graph.isPresent()) {
            return graph.get().otherAnswer(answer);
        }
        return Judgement.of(answer).map(Judgement::opposite);
    }

    /**
     * Whether the answer holds a statement for true; empty if it is none of true, false, yes and no.
     *
     * @return true for true and yes, in any capitals
     */
    public Optional<Boolean> agrees() {
        return Judgement.of(answer).map(Judgement::agrees);
    }

    /** Whether an answer judges a statement instead of naming something. */
    static boolean isVerdict(String answer) {
        return Judgement.of(answer).isPresent()
                || UNDECIDED.contains(answer.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""));
    }
}
