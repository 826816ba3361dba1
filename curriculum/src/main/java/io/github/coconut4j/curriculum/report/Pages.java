package io.github.coconut4j.curriculum.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all pages have in common: one style, and text that is safe in HTML. */
public final class Pages {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Pages() {}

    /** {@return the style sheet, to be inlined} */
    public static String style() {
        return resource(Pages.class, "report.css");
    }

    /**
     * A text file that lies beside a class.
     *
     * @param beside in whose package it lies
     * @param name of the file
     * @return its text
     */
    public static String resource(Class<?> beside, String name) {
        try (InputStream bytes = beside.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + name + " cannot be read", e);
        }
    }

    /**
     * {@return a template whose places, <code>{{name}}</code>, are filled in} What is filled in is not looked at again: a name that looks like a
     * place stays a name.
     *
     * @param template with places in double braces
     * @param parts HTML for each place of the template
     */
    public static String fill(String template, Map<String, String> parts) {
        return PLACE.matcher(template)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)), place.group())));
    }

    /**
     * {@return a text as HTML}
     *
     * @param text with {@code <}, {@code >}, {@code &} and quotes
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * {@return a share as percent}
     *
     * @param share 0 to 1
     */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
