package io.github.coconut4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is public, outside the command line and packages named {@code internal}, is explained: each type and member, what a method takes and what it returns. {@code javadoc} itself, when jars are
 * published, checks the rest.
 */
class JavadocTest {
    private static final Path PROJECT = Path.of("..");
    /** Classes of others may be missing: what is asked is in the sources. */
    private static final List<String> OPTIONS =
            List.of("-Xdoclint:missing/protected", "-proc:none", "-Xmaxwarns", "10000", "--should-stop=ifError=FLOW");
    /** The command line is a program: nothing of it is published, and nobody builds on it. */
    private static final Pattern NOBODYS_API = Pattern.compile(".*\\b(internal|coconut4j.cli)\\b.*");
    /** JDK 17 wants the values of a record explained there once more. */
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*public \\w+ \\{");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datavec-pipelines",
                "samediff-model",
                "curriculum",
                "curriculum/testing",
                "tuning",
                "tuning/spark",
                "examples"
            })
    void whatIsPublicIsExplained(String module) throws IOException {
        Path folder = PROJECT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NOBODYS_API
                            .matcher(folder.relativize(file).toString())
                            .matches())
                    .toList();
            assertThat(sources).isNotEmpty();
            assertThat(missing(sources)).isEmpty();
        }
    }

    @Test
    void whatIsNotExplainedIsFound(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(
                folder.resolve("Bare.java"),
                """
                public record Bare(int a) {
                    public Bare {
                        a = 1;
                    }

                    /** Adds. */
                    public int plus(int b) {
                        return a + b;
                    }

                    int minus(int b) {
                        return a - b;
                    }
                }
                """);

        assertThat(missing(List.of(source)))
                .containsExactlyInAnyOrder(
                        "Bare.java:1: no comment", "Bare.java:7: no @param for b", "Bare.java:7: no @return");
    }

    private static List<String> missing(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, said, OPTIONS, null, files.getJavaFileObjectsFromPaths(sources));
            task.analyze();
        }
        return said.getDiagnostics().stream()
                .filter(JavadocTest::isMissing)
                .map(JavadocTest::shown)
                .toList();
    }

    private static boolean isMissing(Diagnostic<? extends JavaFileObject> diagnostic) {
        return diagnostic.getCode().endsWith("proc.messager")
                && !COMPACT_CONSTRUCTOR.matcher(line(diagnostic)).matches();
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        try {
            return diagnostic
                    .getSource()
                    .getCharContent(true)
                    .toString()
                    .lines()
                    .skip(diagnostic.getLineNumber() - 1)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String shown(Diagnostic<? extends JavaFileObject> diagnostic) {
        return Path.of(diagnostic.getSource().getName()).getFileName() + ":" + diagnostic.getLineNumber() + ": "
                + diagnostic.getMessage(Locale.ROOT);
    }
}
