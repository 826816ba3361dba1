package io.github.coconut4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                AuditThoughts.class,
                FewerThoughts.class,
                ReadProblems.class,
                SavedGraph.class,
                SeeItThink.class,
                TrainOnCsv.class,
                TrainOnGenerated.class
            })
    void anExampleWithoutItsArgumentsSaysWhichItTakes(Class<?> example) throws ReflectiveOperationException {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            example.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(example.getSimpleName() + " ")
                .contains(": ");
    }
}
