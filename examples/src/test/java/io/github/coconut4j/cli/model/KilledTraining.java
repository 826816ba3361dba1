package io.github.coconut4j.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.training.TrainingListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A training in a process of its own that is killed at a step, as {@code kill -9} does. */
final class KilledTraining {
    private static final String STEP = "step ";

    private KilledTraining() {}

    /** Trains an experiment into a folder until a step is done, then ends the process without a word. */
    static void run(String yaml, Path folder, int step) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + ".yaml"), yaml);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        file.toString(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals(STEP + step)) {
                line = output.readLine();
            }
            assertThat(line).as("the process ended by itself").isNotNull();
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).isNotZero();
    }

    public static void main(String[] arguments) throws IOException {
        Experiment.fromYaml(Files.readString(Path.of(arguments[0])))
                .train(Path.of(arguments[1]), new TrainingListener() {
                    @Override
                    public void onStep(StepDone event) {
                        System.out.println(STEP + event.step());
                    }
                });
    }
}
