package io.github.coconut4j.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.ListSource;
import io.github.coconut4j.data.Problem;
import io.github.coconut4j.data.ProblemSource;
import io.github.coconut4j.data.task.GraphSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {
    private static final Problem TOM = Problem.of(
            "Every cat is a pet. Tom is a cat. Is Tom a pet or dog?", List.of("Tom is a cat."), "Tom is a pet.");

    private static ProblemSource source() {
        return new ListSource("tom", List.of(TOM), "tom");
    }

    @Test
    void wordTokenizerGivesAWordTheSameIdEverywhere() {
        WordTokenizer tokenizer = WordTokenizer.trainedOn(source());

        int[] ids = tokenizer.encode("Tom is a cat. Is Tom a pet?");

        assertThat(Arrays.stream(ids).mapToObj(tokenizer::token))
                .containsExactly("Tom", "is", "a", "cat", ".", "Is", "Tom", "a", "pet", "?");
    }

    @Property
    void wordTokenizerGivesBackEveryText(
            @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') @CharRange(from = '\n', to = '\n')
                    String text) {
        WordTokenizer tokenizer =
                WordTokenizer.trainedOn(new ListSource("", List.of(Problem.of("? " + text, List.of(), "?")), ""));

        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void textsDecodedInPiecesAreTheTextsEncodedInPieces() {
        WordTokenizer tokenizer = WordTokenizer.trainedOn(source());
        StringBuilder decoded = new StringBuilder();
        for (String part : List.of(TOM.question() + "\n", "Tom is a cat.\n", "### Tom is a pet.")) {
            decoded.append(tokenizer.decode(tokenizer.encode(part)));
        }
        assertThat(decoded).hasToString(TOM.question() + "\nTom is a cat.\n### Tom is a pet.");
    }

    @Test
    void aCalculationIsItsNumbersSignsAndBrackets() {
        WordTokenizer tokenizer = WordTokenizer.of(List.of("<<", ">>", "12", "3", "36", "*", "="));

        assertThat(IntStream.of(tokenizer.encode("<<12*3=36>> <<3*12=36>>")).mapToObj(tokenizer::token))
                .containsExactly("<<", "12", "*", "3", "=", "36", ">>", " ", "<<", "3", "*", "12", "=", "36", ">>");
    }

    @Test
    void aWordOutsideTheVocabularyIsNamedWithItsText() {
        WordTokenizer tokenizer = WordTokenizer.trainedOn(source());

        assertThatThrownBy(() -> tokenizer.encode("Tom is a wumpus."))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"wumpus\"")
                .hasMessageContaining("Tom is a wumpus.");
    }

    @Test
    void symbolTokenizerDropsWhitespace() {
        Tokenizer tokenizer = SymbolTokenizer.of(List.of("3>7", "?", "###", "7"));

        assertThat(tokenizer.encode("3>7 ? 7\n")).hasSize(3);
        assertThat(tokenizer.decode(tokenizer.encode("### 7"))).isEqualTo("### 7");
    }

    @Test
    void specialTokensAreDistinctAndWrittenAsInTheOfficialCode() {
        Tokenizer tokenizer = Tokenizers.trainedOn(source());

        assertThat(List.of(
                        tokenizer.startLatent(),
                        tokenizer.endLatent(),
                        tokenizer.latent(),
                        tokenizer.eos(),
                        tokenizer.pad()))
                .doesNotHaveDuplicates();
        assertThat(tokenizer.token(tokenizer.startLatent())).isEqualTo("<|start-latent|>");
        assertThat(tokenizer.token(tokenizer.endLatent())).isEqualTo("<|end-latent|>");
        assertThat(tokenizer.token(tokenizer.latent())).isEqualTo("<|latent|>");
    }

    @Test
    void savedTokenizersComeBackTheSame(@TempDir Path folder) {
        for (Tokenizer tokenizer : List.of(
                Tokenizers.trainedOn(source()),
                Tokenizers.trainedOn(GraphSearch.graphSearch().problems(1, 1)))) {
            tokenizer.save(folder);
            Tokenizer loaded = Tokenizers.load(folder);

            assertThat(loaded).hasSameClassAs(tokenizer);
            assertThat(loaded.size()).isEqualTo(tokenizer.size());
            for (int id = 0; id < tokenizer.size(); id++) {
                assertThat(loaded.token(id)).isEqualTo(tokenizer.token(id));
                assertThat(loaded.id(tokenizer.token(id))).hasValue(id);
            }
        }
    }

    @Test
    void brokenTokenizerFilesAreRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Tokenizers.load(folder.resolve("none"))).isInstanceOf(DataException.class);
        Tokenizers.trainedOn(source()).save(folder);
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0, \"b\": 5}");

        assertThatThrownBy(() -> Tokenizers.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("vocab.json")
                .hasMessageContaining("\"b\"");
    }
}
