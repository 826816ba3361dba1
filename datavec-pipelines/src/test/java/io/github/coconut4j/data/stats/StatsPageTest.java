package io.github.coconut4j.data.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.text.Tokenizers;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsPageTest {

    @Test
    void figuresAreShownAsTableAndBars() {
        ListSource source = new ListSource(
                "<mine>",
                List.of(
                        Problem.of("a b c?", List.of("s", "t"), "yes"),
                        Problem.of("a?", List.of("s", "t"), "yes"),
                        Problem.of("a?", List.of("s", "t"), "yes"),
                        Problem.of("a?", List.of("s", "t", "s", "t"), "yes")),
                "hash");
        String page = StatsPage.of(DatasetStats.of(source, Tokenizers.trainedOn(source)));

        assertThat(page)
                .contains("<h1>&lt;mine&gt;</h1>", "4 problems, hash")
                .contains("<td>steps</td><td>2.50</td><td>2</td><td>4</td>")
                .contains("<td>2</td><td>75.0&nbsp;%</td><td><div class=\"bar\" style=\"width:100.0%\">")
                .contains("<td>4</td><td>25.0&nbsp;%</td><td><div class=\"bar\" style=\"width:33.3%\">");
    }
}
