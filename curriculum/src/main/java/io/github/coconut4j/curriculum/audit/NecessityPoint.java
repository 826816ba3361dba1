package io.github.coconut4j.curriculum.audit;

/**
 * What a model answers after k thoughts (experiment E1).
 *
 * @param thoughts k, at most as many as the problem is given otherwise
 * @param answers their outcomes
 * @param agreement share of answers that are those after all thoughts
 * @param known whether training has shown the model so few thoughts: always at the last stage, else only when stages were mixed
 */
public record NecessityPoint(int thoughts, AnswerCounts answers, double agreement, boolean known) {}
