package io.github.coconut4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pictures in docs/house.md are drawn from the classes: packages, and who needs whom. An arrow that follows from two others is left out. When the code has changed,
 * the failure shows the text that belongs into the file.
 */
class HousePictureTest {
    private static final String ROOT = "io.github.coconut4j.";
    private static final Path PAGE = Path.of("..", "docs", "house.md");

    @ParameterizedTest
    @ValueSource(strings = {"data", "model", "curriculum", "tuning", "cli"})
    void isWhatTheClassesSay(String module) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- picture of " + module + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        String drawn = page.substring(from, page.indexOf("<!-- end -->", from));
        assertThat(drawn).isEqualTo(picture(module));
    }

    private static String picture(String module) {
        SortedMap<String, SortedSet<String>> arrows = arrows(module);
        String lines = arrows.entrySet().stream()
                .flatMap(from -> from.getValue().stream()
                        .filter(to -> !followsFromOthers(from.getKey(), to, arrows))
                        .map(to -> "  " + node(from.getKey()) + " --> " + node(to)))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nflowchart TD\n" + lines + "\n```\n";
    }

    private static SortedMap<String, SortedSet<String>> arrows(String module) {
        SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT + module)) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = room(type);
                String to = room(dependency.getTargetClass());
                if (!from.equals(to) && (to.equals(module) || to.startsWith(module + "."))) {
                    arrows.computeIfAbsent(from, room -> new TreeSet<>()).add(to);
                }
            }
        }
        return arrows;
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }

    private static boolean followsFromOthers(String from, String to, SortedMap<String, SortedSet<String>> arrows) {
        return arrows.get(from).stream()
                .filter(between -> !between.equals(to))
                .anyMatch(between -> reaches(between, to, arrows));
    }

    private static boolean reaches(String from, String to, SortedMap<String, SortedSet<String>> arrows) {
        return arrows.getOrDefault(from, new TreeSet<>()).stream()
                .anyMatch(next -> next.equals(to) || reaches(next, to, arrows));
    }

    private static String node(String room) {
        return room.replace('.', '_') + "[\"" + room + "\"]";
    }
}
