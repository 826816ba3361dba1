package io.github.coconut4j.cli.mutation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that have failed once. They lie in {@code src/test/resources/hostile/REFUSED/KIND}: under {@code refused} what no command may take, under {@code either} what may be
 * read or refused. What would be large is written short: {@code @{1001*[}@} stands for so many brackets.
 */
final class Corpus {
    private static final Path ROOT = Path.of("src/test/resources/hostile");
    private static final Pattern REPEATED = Pattern.compile("@\\{(\\d+)\\*(.*?)}@", Pattern.DOTALL);

    private Corpus() {}

    /**
     * A file that has failed once.
     *
     * @param kind slug of the kind it is of
     * @param file where it lies
     * @param refused whether every command has to refuse it
     */
    record Case(String kind, Path file, boolean refused) {
        /** The bytes a command is given. */
        byte[] content() throws IOException {
            // one character for each byte, so that files that are no text stay as they are
            Matcher repeated = REPEATED.matcher(Files.readString(file, ISO_8859_1));
            return repeated.replaceAll(
                            found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))))
                    .getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return ROOT.relativize(file).toString();
        }
    }

    static List<Case> cases() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Case(
                            file.getParent().getFileName().toString(),
                            file,
                            ROOT.relativize(file).startsWith("refused")))
                    .toList();
        }
    }

    /** The name of a kind as that of a folder. */
    static String slug(Kind kind) {
        return kind.name().replaceAll("\\W+", "-");
    }
}
