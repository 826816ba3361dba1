package io.github.coconut4j.data.task.arithmetic;

import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.internal.task.Draws;
import io.github.coconut4j.data.internal.task.ProsQaNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws one chain of calculations and tells its story. A step starts with two new numbers, goes on from the result before
 * with a new number, or puts together two results; in the end every result has been used but the last, which is the answer.
 */
final class ArithmeticWriter {
    private static final List<String> THINGS = List.of(
            "apples",
            "balloons",
            "beads",
            "books",
            "buttons",
            "cards",
            "coins",
            "cups",
            "flowers",
            "marbles",
            "pencils",
            "shells",
            "shirts",
            "stamps",
            "stickers",
            "toys");

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final List<String> OTHER_WORDS = List.of(
            "On",
            ",",
            "and",
            "some",
            "belong",
            "to",
            ".",
            "has",
            "had",
            "old",
            "new",
            "gave",
            "of",
            "them",
            "away",
            "boxes",
            "each",
            "got",
            "one",
            "equal",
            "shares",
            "more",
            "fewer",
            "than",
            "times",
            "as",
            "many",
            "together",
            "How",
            "does",
            "have",
            "?",
            "<<",
            ">>",
            "+",
            "-",
            "*",
            "/",
            "=");

    /** How often a chain begins anew beside its first result, and how often two results are then put together. */
    private static final double BEGINS_ANEW = 0.58;

    private static final double PUTS_TOGETHER = 0.6;

    private static final int MOST_NEW = 60;
    private static final int MOST_FACTOR = 12;

    private final int largest;
    private final RandomGenerator random;
    private final String things;
    private final List<String> persons;
    private final List<String> story = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    /** How many things somebody has. */
    private record Count(String person, int number) {}

    private ArithmeticWriter(Arithmetic task, int steps, RandomGenerator random) {
        this.random = random;
        largest = task.largest();
        things = Draws.any(THINGS, random);
        persons = Draws.shuffled(ProsQaNames.PERSONS, random).subList(0, steps);
    }

    /** Every word that a problem may have. */
    static List<String> words(int largest) {
        return Stream.of(
                        OTHER_WORDS.stream(),
                        THINGS.stream(),
                        DAYS.stream(),
                        ProsQaNames.PERSONS.stream(),
                        IntStream.rangeClosed(0, largest).mapToObj(Integer::toString))
                .flatMap(words -> words)
                .toList();
    }

    static Problem problem(Arithmetic task, RandomGenerator random) {
        return new ArithmeticWriter(task, task.steps().draw(random), random).write();
    }

    private Problem write() {
        Count waiting = null;
        Count last = begin();
        for (int left = persons.size() - 2; left >= 0; left--) {
            if (waiting != null && (left == 0 || random.nextDouble() < PUTS_TOGETHER)) {
                last = putTogether(waiting, last);
                waiting = null;
            } else if (waiting == null && left > 0 && random.nextDouble() < BEGINS_ANEW) {
                waiting = last;
                last = begin();
            } else {
                last = goOn(last);
            }
        }
        String question = "On " + Draws.any(DAYS, random) + ", some " + things + " belong to "
                + all(Draws.shuffled(persons, random)) + ". " + String.join(" ", story) + " How many " + things
                + " does " + last.person + " have?";
        return new Problem(question, steps, Integer.toString(last.number), Map.of());
    }

    private Count begin() {
        Operator operator = any(candidate -> true);
        int small = 2 + random.nextInt(MOST_FACTOR - 1);
        int number =
                drawNew(operator == Operator.TIMES || operator == Operator.DIVIDED ? largest / small : largest / 2);
        int other = drawNew(largest / 2);
        String who = nextPerson();
        return switch (operator) {
            case PLUS ->
                count(
                        operator,
                        number,
                        other,
                        who + " has " + number + " old " + things + " and " + other + " new " + things);
            case MINUS ->
                count(
                        operator,
                        number + other,
                        other,
                        who + " had " + (number + other) + " " + things + " and gave " + other + " of them away");
            case TIMES ->
                count(operator, small, number, who + " has " + small + " boxes of " + number + " " + things + " each");
            case DIVIDED ->
                count(
                        operator,
                        small * number,
                        small,
                        who + " got one of " + small + " equal shares of " + small * number + " " + things);
        };
    }

    private Count goOn(Count before) {
        List<Integer> factors = IntStream.rangeClosed(2, MOST_FACTOR)
                .filter(factor -> before.number * factor <= largest)
                .boxed()
                .toList();
        List<Integer> divisors = IntStream.rangeClosed(2, MOST_FACTOR)
                .filter(divisor -> before.number % divisor == 0)
                .boxed()
                .toList();
        Operator operator = any(candidate -> switch (candidate) {
            case PLUS -> before.number < largest;
            case MINUS -> before.number > 1;
            case TIMES -> !factors.isEmpty();
            case DIVIDED -> !divisors.isEmpty();
        });
        String who = nextPerson();
        return switch (operator) {
            case PLUS -> {
                int more = drawNew(largest - before.number);
                yield count(
                        operator,
                        before.number,
                        more,
                        who + " has " + more + " more " + things + " than " + before.person);
            }
            case MINUS -> {
                int fewer = drawNew(before.number - 1);
                yield count(
                        operator,
                        before.number,
                        fewer,
                        who + " has " + fewer + " fewer " + things + " than " + before.person);
            }
            case TIMES -> {
                int factor = Draws.any(factors, random);
                yield count(
                        operator,
                        before.number,
                        factor,
                        who + " has " + factor + " times as many " + things + " as " + before.person);
            }
            case DIVIDED -> {
                int divisor = Draws.any(divisors, random);
                yield count(
                        operator,
                        before.number,
                        divisor,
                        before.person + " has " + divisor + " times as many " + things + " as " + who);
            }
        };
    }

    private Count putTogether(Count one, Count other) {
        boolean sum = one.number == other.number || (one.number + other.number <= largest && random.nextBoolean());
        Count more = !sum && one.number < other.number ? other : one;
        Count less = more.equals(one) ? other : one;
        String who = nextPerson() + " has as many " + things + " as " + more.person;
        return sum
                ? count(Operator.PLUS, more.number, less.number, who + " and " + less.person + " together")
                : count(Operator.MINUS, more.number, less.number, who + " has more than " + less.person);
    }

    /** Adds a calculation and the sentence that it follows from. */
    private Count count(Operator operator, int left, int right, String sentence) {
        steps.add(operator.calculation(left, right));
        story.add(sentence + ".");
        return new Count(persons.get(steps.size() - 1), operator.of(left, right));
    }

    /** Whoever has what the next calculation gives. */
    private String nextPerson() {
        return persons.get(steps.size());
    }

    private Operator any(Predicate<Operator> possible) {
        List<Operator> candidates =
                Stream.of(Operator.values()).filter(possible).toList();
        double left = random.nextDouble()
                * candidates.stream().mapToDouble(Operator::weight).sum();
        for (Operator candidate : candidates) {
            left -= candidate.weight();
            if (left < 0) {
                return candidate;
            }
        }
        return candidates.get(candidates.size() - 1);
    }

    /** A new number from 1 to a bound, small ones more often: its logarithm is evenly spread. */
    private int drawNew(int most) {
        return (int) Math.exp(random.nextDouble() * Math.log(Math.min(most, MOST_NEW) + 1.0));
    }

    private static String all(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
