package io.github.coconut4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mred",
                "bell\u0007",
                "\u001b]0;title\u0007",
                "two\nlines",
                "\r\n",
                "\u2028",
                "\u202Eabc",
                "\u2066x",
                "\uD83D",
                "\u0085",
                "nul\0",
                "back\b\b"
            })
    void nothingThatMovesTheCursorGetsIntoAMessage(String hostile) {
        for (String shown :
                new String[] {Texts.shorten("a" + hostile + "b"), new DataException("a" + hostile + "b").getMessage()
                }) {
            assertThat(shown)
                    .startsWith("a")
                    .endsWith("b")
                    .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\u202e\u2066]");
        }
    }

    @Test
    void lettersOfAllLanguagesAndEmojiAreLeftAsTheyAre() {
        String text = "Größe, 漢字, 👩‍👩‍👧 \"q\"";

        assertThat(Texts.shorten(text)).isEqualTo(text);
        assertThat(Texts.message(text)).isEqualTo(text);
    }

    @Test
    void longTextsAreCutAtTheirEndAndLongMessagesInTheMiddle() {
        assertThat(Texts.shorten("ab ".repeat(10_000_000)))
                .hasSize(60)
                .startsWith("ab ab")
                .endsWith("…");
        assertThat(Texts.message("begin" + "x".repeat(400) + "end"))
                .hasSize(300)
                .startsWith("begin")
                .endsWith("end");
    }
}
