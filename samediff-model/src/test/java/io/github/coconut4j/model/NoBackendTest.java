package io.github.coconut4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A program that uses the modules and names no backend: another JVM without the jars that hold one. */
class NoBackendTest {
    @Test
    void isNamedEachTimeWithWhatToDo() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nd4j-native-1") && !entry.contains("nd4j-cuda"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        NoBackendTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(printed.lines().filter(line -> !line.startsWith("SLF4J")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("There is no backend of ND4J on the class path")
                        .contains("org.nd4j:nd4j-native"));
    }

    /**
     * The other JVM.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                NativeThreads.one();
                System.out.println("there is one");
            } catch (ModelException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
