package io.github.coconut4j.tuning.result;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.tuning.space.Setting;
import java.util.List;
import java.util.Optional;

/**
 * A candidate of a sweep.
 *
 * @param number counted from 0 in the order in which they were drawn
 * @param settings what it says of the searched keys
 * @param experiment that it is; empty if the settings make none
 * @param problems why they make none, each in a sentence; empty if they do
 */
public record SweepCandidate(
        int number, List<Setting> settings, Optional<Experiment> experiment, List<String> problems) {

    public SweepCandidate {
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }
}
