package io.github.coconut4j.data.task.arithmetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Solves a story of the arithmetic task from its text alone: sentence by sentence, each giving the count of one person. */
final class StoryProblem {
    private static final String P = "([A-Z][a-z]+)";
    private static final String N = "(\\d+)";

    /** What a sentence says: whose count follows, and how. Names are the groups, numbers too, in the order of the text. */
    private static final Map<Pattern, ToLongFunction<Reading>> SENTENCES = Map.of(
            Pattern.compile(P + " has " + N + " old \\w+ and " + N + " new \\w+"), r -> r.number(2) + r.number(3),
            Pattern.compile(P + " had " + N + " \\w+ and gave " + N + " of them away"), r -> r.number(2) - r.number(3),
            Pattern.compile(P + " has " + N + " boxes of " + N + " \\w+ each"), r -> r.number(2) * r.number(3),
            Pattern.compile(P + " got one of " + N + " equal shares of " + N + " \\w+"), r -> r.quotient(3, 2),
            Pattern.compile(P + " has " + N + " more \\w+ than " + P), r -> r.count(3) + r.number(2),
            Pattern.compile(P + " has " + N + " fewer \\w+ than " + P), r -> r.count(3) - r.number(2),
            Pattern.compile(P + " has " + N + " times as many \\w+ as " + P), Reading::times,
            Pattern.compile(P + " has as many \\w+ as " + P + " and " + P + " together"), r -> r.count(2) + r.count(3),
            Pattern.compile(P + " has as many \\w+ as " + P + " has more than " + P), r -> r.count(2) - r.count(3));

    private static final Pattern QUESTION = Pattern.compile("How many \\w+ does " + P + " have\\?");

    /** Counts in the order in which they follow. */
    private final List<Long> results = new ArrayList<>();

    private final Map<String, Long> counts = new HashMap<>();
    private String whose = "";

    private record Reading(Matcher matcher, Map<String, Long> counts) {
        long number(int group) {
            return Long.parseLong(matcher.group(group));
        }

        long count(int group) {
            return counts.get(matcher.group(group));
        }

        long quotient(int group, int by) {
            if (number(group) % number(by) != 0) {
                throw new AssertionError(matcher.group() + " leaves a rest");
            }
            return number(group) / number(by);
        }

        /** "A has 3 times as many as B" tells A's count if B's is known, and B's if A's is. */
        long times() {
            return counts.containsKey(matcher.group(3)) ? count(3) * number(2) : count(1) / number(2);
        }
    }

    static StoryProblem solve(String question) {
        StoryProblem story = new StoryProblem();
        String[] sentences = question.split("(?<=[.?]) ", -1);
        for (int i = 1; i < sentences.length - 1; i++) {
            story.tell(sentences[i].substring(0, sentences[i].length() - 1));
        }
        Matcher asked = QUESTION.matcher(sentences[sentences.length - 1]);
        if (!asked.matches()) {
            throw new AssertionError("no question in " + question);
        }
        story.whose = asked.group(1);
        return story;
    }

    private void tell(String sentence) {
        for (Map.Entry<Pattern, ToLongFunction<Reading>> kind : SENTENCES.entrySet()) {
            Matcher matcher = kind.getKey().matcher(sentence);
            if (matcher.matches()) {
                long result = kind.getValue().applyAsLong(new Reading(matcher, counts));
                boolean backwards = sentence.contains("times as many") && counts.containsKey(matcher.group(1));
                counts.put(matcher.group(backwards ? 3 : 1), result);
                results.add(result);
                return;
            }
        }
        throw new AssertionError("unknown sentence: " + sentence);
    }

    List<Long> results() {
        return results;
    }

    long answer() {
        return counts.get(whose);
    }
}
