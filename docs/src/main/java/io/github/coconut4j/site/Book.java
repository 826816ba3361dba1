package io.github.coconut4j.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages and their order, as docs/SUMMARY.md has them: headings are parts, items of a list are chapters.
 *
 * @param project root of the project
 * @param chapters in order
 */
record Book(Path project, List<Chapter> chapters) {
    private static final Pattern PART = Pattern.compile("## (.*)");
    private static final Pattern CHAPTER = Pattern.compile("- \\[(.*)]\\((.*)\\)");

    /**
     * One page.
     *
     * @param part of the book it stands in
     * @param title in the table of contents
     * @param file relative to the project
     */
    record Chapter(String part, String title, Path file) {}

    static Book read(Path project) throws IOException {
        Path summary = Path.of("docs", "SUMMARY.md");
        List<Chapter> chapters = new ArrayList<>();
        String part = "";
        for (String line : Files.readAllLines(project.resolve(summary))) {
            Matcher heading = PART.matcher(line);
            part = heading.matches() ? heading.group(1) : part;
            Matcher item = CHAPTER.matcher(line);
            if (item.matches()) {
                chapters.add(new Chapter(
                        part,
                        item.group(1),
                        summary.resolveSibling(item.group(2)).normalize()));
            }
        }
        return new Book(project, chapters);
    }

    boolean has(Path file) {
        return chapters.stream().anyMatch(chapter -> chapter.file().equals(file));
    }
}
