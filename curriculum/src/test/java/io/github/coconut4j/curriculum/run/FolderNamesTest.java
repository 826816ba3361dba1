package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules are those of Microsoft's "Naming Files, Paths, and Namespaces"; no name may mean a device, another folder, or be refused. */
class FolderNamesTest {
    private static final Set<String> DEVICES = Set.of(
            "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
            "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

    @Property(tries = 2000, seed = "1")
    void whatIsTakenIsANameOnWindowsToo(@ForAll("words") String name) throws IOException {
        Assume.that(FolderNames.problem(name).isEmpty());

        assertThat(isRefusedByWindows(name)).isFalse();
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            Path folder = Files.createDirectory(files.getPath("C:\\work\\" + name));
            assertThat(folder.toRealPath()).isEqualTo(files.getPath("C:\\work").resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "console", "com", "com10", "nul-1", "lpt1a", "gsm8k.gpt2", "a-b_c.d"})
    void whatOnlyLooksLikeADeviceIsTaken(String name) {
        assertThat(FolderNames.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.",
                "a ",
                " a",
                "a/b",
                "a\\b",
                "a:b",
                "c:",
                "NUL",
                "con.yaml",
                "a?",
                "a\nb",
                "ä",
                "-a",
                ".a"
            })
    void whatIsNoNameOnEverySystemIsRefused(String name) {
        assertThat(FolderNames.problem(name)).isPresent();
    }

    private static boolean isRefusedByWindows(String name) {
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return name.isEmpty()
                || name.chars().anyMatch(letter -> letter < ' ' || "<>:\"/\\|?*".indexOf(letter) >= 0)
                || name.endsWith(".")
                || name.endsWith(" ")
                || DEVICES.contains(stem.toUpperCase(Locale.ROOT));
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> parts = Arbitraries.of(List.of(
                "con", "Nul", "LPT1", "com", "aux", "a", "b", "Z", "0", "7", ".", "_", "-", " ", ":", "\\", "/", "*",
                "?", "\"", "|", "\u0000", "ä", "lpt"));
        return parts.list().ofMaxSize(4).map(list -> String.join("", list));
    }
}
