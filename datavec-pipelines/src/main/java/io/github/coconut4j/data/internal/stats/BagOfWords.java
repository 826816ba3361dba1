package io.github.coconut4j.data.internal.stats;

import io.github.coconut4j.data.Texts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each word stands in a problem, in its facts and in its last sentence apart; the order is forgotten. */
public record BagOfWords(Map<String, Integer> counts) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]+");
    private static final String IN_QUESTION = "? ";

    public static BagOfWords of(String question) {
        List<String> sentences = Texts.sentences(question);
        int last = sentences.size() - 1;
        Map<String, Integer> counts = new HashMap<>();
        sentences.subList(0, last).stream()
                .flatMap(BagOfWords::words)
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        words(sentences.get(last)).forEach(word -> counts.merge(IN_QUESTION + word, 1, Integer::sum));
        return new BagOfWords(counts);
    }

    /** The words that are in most of the bags. */
    public static List<String> commonest(Stream<BagOfWords> bags, int atMost) {
        Map<String, Long> bagsWith = bags.flatMap(bag -> bag.counts.keySet().stream())
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        return bagsWith.keySet().stream()
                .sorted(Comparator.<String, Long>comparing(bagsWith::get, Comparator.reverseOrder())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(atMost)
                .toList();
    }

    /** The counts of some words, and a last 1. */
    public double[] vector(List<String> words) {
        double[] vector = new double[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            vector[i] = counts.getOrDefault(words.get(i), 0);
        }
        vector[words.size()] = 1;
        return vector;
    }

    private static Stream<String> words(String sentence) {
        return WORD.matcher(sentence).results().map(MatchResult::group).map(word -> word.toLowerCase(Locale.ROOT));
    }
}
