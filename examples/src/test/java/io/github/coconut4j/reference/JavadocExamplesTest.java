package io.github.coconut4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.RunAnalysis;
import io.github.coconut4j.curriculum.settings.data.ReadersSettings;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepDsl;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of experiments and sweeps show their YAML below their Java: the Java compiles, and both come to the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavadocExamplesTest {
    /** Readers are a program's own; an analysis is no part of an experiment. */
    private static final Set<Class<?>> WITHOUT_YAML = Set.of(ReadersSettings.class, RunAnalysis.class);

    /** No words of a file: settings given as text or values, the Coconut in another method, a default that fits what is given, paths changed by a function. */
    private static final Set<String> NO_WORDS = Set.of("with", "coconut", "beside", "files");

    private static final List<JavadocExample> EXAMPLES = JavadocExample.all();

    private Class<?> compiled;

    @BeforeAll
    void compile(@TempDir Path folder) throws Exception {
        String methods = IntStream.range(0, EXAMPLES.size())
                .mapToObj(i -> "public static Object example" + i + "() {\nreturn "
                        + EXAMPLES.get(i).expression() + "\n;\n}\n")
                .collect(Collectors.joining());
        Path source = Files.writeString(
                folder.resolve("Examples.java"),
                JavadocExample.IMPORTS + "public class Examples {\n" + methods + "}\n");
        int problems = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(problems).isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            compiled = loader.loadClass("Examples");
        }
    }

    static Stream<JavadocExample> examples() {
        return EXAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void javaAndYamlSayTheSame(JavadocExample example) throws Exception {
        Object java = compiled.getMethod("example" + EXAMPLES.indexOf(example)).invoke(null);
        Object yaml = java instanceof Sweep ? Sweep.fromYaml(example.file()) : Experiment.fromYaml(example.file());

        assertThat(yaml).isEqualTo(java);
    }

    @Test
    void everyWordIsShown() {
        List<Method> beginnings = Stream.of(Dsl.class, SweepDsl.class)
                .flatMap(dsl -> Arrays.stream(dsl.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> !WITHOUT_YAML.contains(method.getReturnType()))
                .toList();

        assertThat(beginnings).isNotEmpty().allSatisfy(beginning -> {
            assertThat(shown(beginning)).isNotEmpty();
            assertThat(words(beginning.getReturnType()))
                    .allMatch(word -> shown(beginning).anyMatch(example -> example.shows(word)));
        });
    }

    private static Stream<JavadocExample> shown(Method beginning) {
        return EXAMPLES.stream().filter(example -> example.shows(beginning.getName()));
    }

    /** The methods of a record that give another one like it. */
    private static Stream<String> words(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> type.isRecord() && method.getReturnType().isAssignableFrom(type))
                .map(Method::getName)
                .filter(word -> !NO_WORDS.contains(word));
    }
}
