package io.github.coconut4j.curriculum.testing;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.experiment.Dsl.cot;
import static io.github.coconut4j.curriculum.experiment.Dsl.noThoughts;
import static io.github.coconut4j.curriculum.experiment.Dsl.pausePerPosition;
import static io.github.coconut4j.curriculum.experiment.Dsl.stages;
import static io.github.coconut4j.curriculum.testing.CurriculumVerifier.verifyThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurriculumVerifierTest {
    private static final Problem TOM = Problem.of(
            "Is Tom a lempus?",
            List.of("Tom is a terpus.", "Every terpus is a brimpus.", "Every brimpus is a lempus."),
            "Yes.");

    @Test
    void coconutThinksInPlaceOfTheFirstSteps() {
        verifyThat(coconut())
                .given(TOM)
                .atStage(2)
                .writes(
                        """
                        Is Tom a lempus?
                        <|start-latent|> <|latent|> <|latent|> <|end-latent|>
                        Every brimpus is a lempus.
                        ### Yes.
                        """)
                .learns("Every brimpus is a lempus. ### Yes.")
                .asks("Is Tom a lempus? <|start-latent|> <|latent|> <|latent|> <|end-latent|>")
                .thinks(2);
    }

    @Test
    void otherMethodsHaveTokensOfTheirOwnOrNone() {
        verifyThat(cot())
                .given(TOM)
                .atStage(0)
                .writes(
                        "Is Tom a lempus? Tom is a terpus. Every terpus is a brimpus. Every brimpus is a lempus. ### Yes.")
                .thinks(0);
        verifyThat(noThoughts()).given(TOM).atStage(3).writes("Is Tom a lempus? ### Yes.");
        verifyThat(pausePerPosition())
                .given(TOM)
                .over(stages(1))
                .atStage(1)
                .asks("Is Tom a lempus? <|start-latent|> <|pause-1|> <|end-latent|>")
                .thinks(0);
    }

    @Test
    void whatIsWrittenOtherwiseIsToldWithBothTexts() {
        var atStage = verifyThat(coconut().specialMarkers(false)).given(TOM).atStage(3);

        assertThatThrownBy(() -> atStage.writes("Is Tom a lempus? ### No."))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "coconut at stage 3 writes%n  Is Tom a lempus? <|latent|> <|latent|> <|latent|> ### Yes.%nnot%n  Is Tom a lempus? ### No."
                                .formatted());
        assertThatThrownBy(() -> atStage.learns("Yes.")).hasMessageContaining("learns");
        assertThatThrownBy(() -> atStage.asks("Is Tom a lempus?")).hasMessageContaining("asks");
        assertThatThrownBy(() -> atStage.thinks(2)).hasMessageContaining("3 thoughts");
    }

    @Test
    void stagesAndCurriculaThatDoNotExistAreNamed() {
        assertThatThrownBy(() -> verifyThat(coconut()).given(TOM).atStage(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The curriculum has stages 0 to 3, not 4.");
        assertThatThrownBy(() -> verifyThat(coconut().thoughtsPerStep(1, 2, 3))
                        .given(TOM)
                        .over(stages(2)))
                .isInstanceOf(CurriculumException.class);
    }
}
