package io.github.coconut4j.curriculum.analysis;

import io.github.coconut4j.curriculum.analysis.reading.Readings;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.curriculum.analysis.tree.Interrogation;
import io.github.coconut4j.curriculum.analysis.tree.NodeValues;
import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import io.github.coconut4j.curriculum.evaluation.Evaluator;
import io.github.coconut4j.curriculum.run.Questioner;
import io.github.coconut4j.curriculum.run.TrainedModel;
import io.github.coconut4j.data.FactGraph;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.QuestionGraph;
import io.github.coconut4j.data.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model thinks about one question of which nothing else is known.
 *
 * @param question as it was asked
 * @param answer what the model said
 * @param tree how it searched the graph in the question; empty if none can be read there, or the model has no thoughts
 * @param thoughts read one by one; none for a model without any
 */
public record QuestionAnalysis(
        String question, Evaluator.Answer answer, Optional<SearchTree> tree, List<ThoughtReading> thoughts) {
    public QuestionAnalysis {
        thoughts = List.copyOf(thoughts);
    }

    /**
     * Asks a question and looks at the thoughts before the answer.
     *
     * @param model that was trained here, or any whose number of thoughts is known
     * @param questioner of the same model
     * @param question in the words of the training
     * @return its answer, its thoughts, and its search where the question has a graph
     */
    public static QuestionAnalysis of(TrainedModel model, Questioner questioner, String question) {
        Evaluator.Answer answer = questioner.ask(question);
        Problem problem = model.asked(question);
        List<ThoughtReading> thoughts = Readings.of(model, problem).problems().get(0);
        Optional<SearchTree> tree = thoughts.isEmpty()
                ? Optional.empty()
                : QuestionGraph.read(question).map(graph -> tree(model, problem, graph, answer));
        return new QuestionAnalysis(question, answer, tree, thoughts);
    }

    private static SearchTree tree(TrainedModel model, Problem asked, FactGraph graph, Evaluator.Answer answer) {
        String target = graph.symbols().get(graph.target());
        boolean sentences = asked.question().endsWith("?");
        // a step's form tells how the model would speak of a node; which steps there are does not matter
        String step = sentences ? "unknown." : "unknown";
        Problem problem =
                Problem.of(asked.question(), Collections.nCopies(asked.steps().size(), step), target);
        try (Interrogation questions = new Interrogation(model)) {
            List<NodeValues> values = IntStream.rangeClosed(0, questions.places(problem))
                    .mapToObj(k -> NodeValues.of(questions, List.of(problem), List.of(graph), k)
                            .get(0))
                    .toList();
            boolean right = Texts.lastMention(answer.answer(), target) >= 0;
            return SearchTree.of(problem, graph, answer.answer(), right, values);
        }
    }
}
