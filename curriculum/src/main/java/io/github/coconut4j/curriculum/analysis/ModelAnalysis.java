package io.github.coconut4j.curriculum.analysis;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.coconut4j.curriculum.analysis.adaptive.AdaptivePoint;
import io.github.coconut4j.curriculum.analysis.reading.Readings;
import io.github.coconut4j.curriculum.analysis.reading.ThoughtReading;
import io.github.coconut4j.curriculum.analysis.tree.SearchTree;
import io.github.coconut4j.curriculum.evaluation.Evaluation;
import java.util.List;

/**
 * What was seen in one model.
 *
 * @param name it goes by in tables
 * @param method it was trained with; "imported" for one that no training here has left
 * @param thinks whether it has thoughts; if not, its hidden states at the same places, or behind as many written steps, are looked at as a control
 * @param evaluation its answers as it is asked after training
 * @param thoughts figures of the thoughts (or of what stands for them), the first one first
 * @param values of nodes after k = 0, 1, ... thoughts, as long as there is a node to name
 * @param heights values by height
 * @param paths outcomes after k = 0, 1, ... thoughts
 * @param tracedRight share of the right answers that a verified trace leads to
 * @param tracedWrong share of the wrong ones
 * @param trees of the first problems
 * @param readings of the thoughts of all problems, or of what stands for them
 * @param adaptive accuracy against thoughts where they are stopped early; empty for a model without places for them
 */
public record ModelAnalysis(
        String name,
        String method,
        boolean thinks,
        Evaluation evaluation,
        List<ThoughtFigures> thoughts,
        List<ValueFigures> values,
        List<HeightFigures> heights,
        List<PathFigures> paths,
        double tracedRight,
        double tracedWrong,
        List<SearchTree> trees,
        @JsonIgnore Readings readings,
        List<AdaptivePoint> adaptive) {

    public ModelAnalysis {
        thoughts = List.copyOf(thoughts);
        values = List.copyOf(values);
        heights = List.copyOf(heights);
        paths = List.copyOf(paths);
        trees = List.copyOf(trees);
        adaptive = List.copyOf(adaptive);
    }

    /** {@return the thoughts about the problems whose trees are drawn, problem by problem} */
    @JsonProperty("readings")
    public List<List<ThoughtReading>> drawnReadings() {
        return readings.problems().subList(0, trees.size());
    }

    /** {@return the share of the variance of all thoughts along either component of their projections} */
    @JsonProperty
    public List<Double> explainedVariance() {
        return readings.explained();
    }
}
