package io.github.coconut4j.tuning.space;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.experiment.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * All experiments that differ from a base in the searched keys, as Arbiter's {@code ParameterSpace}: a leaf for each
 * parameter, and the value of a point is the experiment there.
 */
public final class CoconutSpace implements ParameterSpace<CoconutConfiguration> {
    private final Experiment base;
    private final String yaml;
    private final Map<String, ParameterSpace<?>> leaves = new LinkedHashMap<>();

    /**
     * @param base every key that is not searched
     * @param parameters searched keys, applied in this order
     */
    public CoconutSpace(Experiment base, List<Parameter> parameters) {
        this.base = base;
        yaml = base.toYaml();
        parameters.forEach(parameter -> leaves.put(parameter.key(), parameter.toArbiter()));
    }

    /**
     * {@return what a point says of the searched keys}
     *
     * @param point one number from 0 to 1 for each leaf, at the leaf's index
     */
    public List<Setting> settings(double[] point) {
        List<Setting> settings = new ArrayList<>();
        leaves.forEach((key, leaf) -> settings.add(new Setting(key, leaf.getValue(point))));
        return settings;
    }

    /**
     * {@return the experiment with some settings}
     *
     * @param settings as {@link #settings} gives them
     * @throws CurriculumException if they do not make a sound experiment of one method
     */
    public Experiment experiment(List<Setting> settings) {
        Experiment experiment = base.with(settings.stream().map(Setting::text).toList());
        if (experiment.methods().size() != 1) {
            throw new CurriculumException(
                    "methods names " + experiment.methods().size()
                            + " methods, but a candidate trains one: name one in base, or search the key method.");
        }
        return experiment;
    }

    @Override
    public CoconutConfiguration getValue(double[] point) {
        return new CoconutConfiguration(yaml, settings(point));
    }

    @Override
    public int numParameters() {
        return leaves.size();
    }

    @Override
    @SuppressWarnings("rawtypes") // Arbiter's signature
    public List<ParameterSpace> collectLeaves() {
        return List.copyOf(leaves.values());
    }

    @Override
    @SuppressWarnings("rawtypes") // Arbiter's signature
    public Map<String, ParameterSpace> getNestedSpaces() {
        return new LinkedHashMap<>(leaves);
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("only leaves have indices");
    }
}
