package io.github.coconut4j.data.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ProsQA question, read from its text alone and solved by brute force: the set of what somebody is grows by every fact
 * that applies until nothing changes.
 */
record TextFacts(List<String> facts, List<List<String>> pairs, String asked, List<String> options) {
    private static final Pattern FACT = Pattern.compile("(?:Every )?(\\w+) is a (\\w+)\\.");
    private static final Pattern QUESTION = Pattern.compile("Is (\\w+) a (\\w+) or (\\w+)\\?$");

    static TextFacts parse(String question) {
        Matcher ask = QUESTION.matcher(question);
        if (!ask.find()) {
            throw new IllegalArgumentException(question);
        }
        List<String> facts = new ArrayList<>();
        List<List<String>> pairs = new ArrayList<>();
        for (MatchResult fact : FACT.matcher(question).results().toList()) {
            facts.add(fact.group());
            pairs.add(List.of(fact.group(1), fact.group(2)));
        }
        return new TextFacts(facts, pairs, ask.group(1), List.of(ask.group(2), ask.group(3)));
    }

    Set<String> names() {
        Set<String> names = new HashSet<>();
        pairs.forEach(names::addAll);
        return names;
    }

    Set<String> persons() {
        Set<String> persons = names();
        persons.removeIf(name -> Character.isLowerCase(name.charAt(0)));
        return persons;
    }

    boolean isLeaf(String name) {
        return pairs.stream().noneMatch(pair -> pair.get(0).equals(name));
    }

    /** Everything somebody is after at most this many facts. */
    Set<String> within(String start, int hops) {
        Set<String> known = new HashSet<>(Set.of(start));
        for (int hop = 0; hop < hops; hop++) {
            Set<String> before = Set.copyOf(known);
            pairs.stream().filter(pair -> before.contains(pair.get(0))).forEach(pair -> known.add(pair.get(1)));
        }
        return known;
    }

    Set<String> all(String start) {
        return within(start, pairs.size());
    }
}
