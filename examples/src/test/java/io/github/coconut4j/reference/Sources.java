package io.github.coconut4j.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc in the sources says of records, their components and constants. */
final class Sources {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> MODULES =
            List.of("datavec-pipelines", "samediff-model", "curriculum", "tuning", "examples");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s*([^\\n]*)", Pattern.DOTALL);

    private Sources() {}

    /** The first paragraph on a type, without tags; empty if there is none. */
    static String summary(Class<?> type) {
        String comment = comment(type);
        return plain(comment.split("<p>|@param|@throws|@see", 2)[0]);
    }

    /** What is said of each component of a record, by its name in Java. */
    static Map<String, String> components(Class<?> type) {
        Map<String, String> said = new LinkedHashMap<>();
        Matcher tags = Pattern.compile("@param (\\w+)\\s+(.*?)(?=@param|@throws|@see|$)", Pattern.DOTALL)
                .matcher(comment(type));
        while (tags.find()) {
            said.put(tags.group(1), plain(tags.group(2)));
        }
        return said;
    }

    /** What is said of each constant that is a number, by its name, in the order of the source. */
    static Map<String, String> constants(Class<?> type) {
        Map<String, String> said = new LinkedHashMap<>();
        Matcher comments = COMMENT.matcher(source(type));
        while (comments.find()) {
            Matcher constant =
                    Pattern.compile("public static final int (\\w+) = .*").matcher(comments.group(2));
            if (constant.matches()) {
                said.put(constant.group(1), plain(lines(comments.group(1))));
            }
        }
        return said;
    }

    private static String comment(Class<?> type) {
        Pattern declared = Pattern.compile("\\b(record|class|interface|enum) " + type.getSimpleName() + "\\b.*");
        Pattern annotations = Pattern.compile("(?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*(.*)", Pattern.DOTALL);
        String source = source(type);
        Matcher comments = COMMENT.matcher(source);
        while (comments.find()) {
            Matcher behind =
                    annotations.matcher(source.substring(comments.end(1) + 2).stripLeading());
            String declaration =
                    behind.matches() ? behind.group(1).lines().findFirst().orElse("") : "";
            if (declared.matcher(declaration).find()) {
                return lines(comments.group(1));
            }
        }
        return "";
    }

    private static String lines(String comment) {
        return comment.replaceAll("\\n\\s*\\*", "\n");
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@link [\\w.]*#(\\w+)[^}]*\\}", "`$1`")
                .replaceAll("\\{@(?:code|link)\\s+((?:[^{}]|\\{[^{}]*\\})*)\\}", "`$1`")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String source(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String name = "src/main/java/" + outermost.getName().replace('.', '/') + ".java";
        for (String module : MODULES) {
            Path file = PROJECT.resolve(module).resolve(name);
            if (Files.exists(file)) {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return "";
    }
}
