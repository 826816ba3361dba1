package io.github.coconut4j.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The pages in docs/reference are what the code says. With {@code -Dcoconut4j.write} they are written instead: {@code ./mvnw test -pl examples -am
 * -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dcoconut4j.write}.
 */
class ReferencePagesTest {
    private static final Path FOLDER = Path.of("..", "docs", "reference");

    @Test
    void everyKeyIsExplained() throws ReflectiveOperationException {
        assertThat(new ConfigurationPage().undocumented()).isEmpty();
    }

    @Test
    void theKeysAreThoseOfTheCode() throws Exception {
        isOnPage("configuration.md", new ConfigurationPage().text());
    }

    @Test
    void theCommandsAreThoseOfTheProgram() throws Exception {
        isOnPage("commands.md", CommandsPage.text());
    }

    @Test
    void theManualPageSaysTheSame() throws Exception {
        isOnPage("coconut.1", ManualPage.text());
    }

    private static void isOnPage(String name, String text) throws IOException {
        Path page = FOLDER.resolve(name);
        if (System.getProperty("coconut4j.write") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(page, text);
        }
        assertThat(page).content().isEqualTo(text);
    }
}
