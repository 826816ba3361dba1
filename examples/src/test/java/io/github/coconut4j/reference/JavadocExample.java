package io.github.coconut4j.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One example in the Javadoc of a record: Java above an empty line, YAML below it. A piece of either stands for an experiment, or a sweep, that is all defaults besides.
 *
 * @param type simple name of the record
 * @param java an expression, or calls on one
 * @param yaml the same in a file
 */
record JavadocExample(String type, String java, String yaml) {
    /** What an example may name. */
    static final String IMPORTS =
            """
            import static io.github.coconut4j.curriculum.experiment.Dsl.*;
            import static io.github.coconut4j.tuning.SweepDsl.*;

            import io.github.coconut4j.curriculum.settings.AdamWSettings.Decay;
            import io.github.coconut4j.curriculum.settings.CheckpointSettings.Keep;
            import io.github.coconut4j.curriculum.settings.OnNonFinite;
            import io.github.coconut4j.data.ChainSteps;
            import io.github.coconut4j.data.task.FactForm;
            import io.github.coconut4j.model.Mode;
            import io.github.coconut4j.model.train.AdamWConfig.Decayed;
            import java.nio.file.Path;
            import java.util.List;
            """;

    private static final Pattern SHOWN =
            Pattern.compile("<pre>\\{@code\\n((?:(?!</pre>).)*?)\\n\\n(.*?)\\n}</pre>", Pattern.DOTALL);

    /** All in the modules whose words have a form in YAML. */
    static List<JavadocExample> all() {
        return Stream.of("curriculum", "tuning")
                .map(module -> Path.of("..", module, "src", "main", "java"))
                .flatMap(JavadocExample::in)
                .toList();
    }

    /** Whether a word is called in it. */
    boolean shows(String word) {
        return Pattern.compile("\\b" + word + "\\(").matcher(expression()).find();
    }

    /** The Java as an expression. */
    String expression() {
        return java.startsWith(".")
                ? (isOfASweep() ? "sweep(experiment(\"any\"))" : "experiment(\"any\")") + java
                : java;
    }

    /** The YAML as a file. */
    String file() {
        return java.startsWith(".") ? (isOfASweep() ? "base: {name: any}\n" : "name: any\n") + yaml : yaml;
    }

    @Override
    public String toString() {
        return type + ": " + java.lines().findFirst().orElse("");
    }

    private boolean isOfASweep() {
        return java.startsWith(".over(") || java.startsWith(".search(");
    }

    private static Stream<JavadocExample> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream()
                    .flatMap(JavadocExample::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JavadocExample> of(Path file) {
        try {
            String source = Files.readString(file).replaceAll("(?m)^ *\\* ?", "");
            String type = file.getFileName().toString().replace(".java", "");
            return SHOWN.matcher(source)
                    .results()
                    .map(shown -> new JavadocExample(type, shown.group(1), shown.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
