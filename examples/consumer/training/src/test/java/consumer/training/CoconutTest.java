package consumer.training;

import static io.github.coconut4j.curriculum.experiment.Dsl.coconut;
import static io.github.coconut4j.curriculum.testing.CurriculumVerifier.verifyThat;

import io.github.coconut4j.data.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoconutTest {
    @Test
    void thinksInPlaceOfTheFirstStep() {
        verifyThat(coconut())
                .given(Problem.of("2 + 3 + 4 = ?", List.of("2 + 3 = 5", "5 + 4 = 9"), "9"))
                .atStage(1)
                .writes("2 + 3 + 4 = ? <|start-latent|> <|latent|> <|end-latent|> 5 + 4 = 9 ### 9");
    }
}
