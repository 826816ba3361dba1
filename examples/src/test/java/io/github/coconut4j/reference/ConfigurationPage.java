package io.github.coconut4j.reference;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.coconut4j.curriculum.config.ConfigFormat;
import io.github.coconut4j.curriculum.experiment.Dsl;
import io.github.coconut4j.curriculum.experiment.Experiment;
import io.github.coconut4j.curriculum.experiment.ExperimentFormat;
import io.github.coconut4j.curriculum.method.Method;
import io.github.coconut4j.curriculum.settings.data.DataSettings;
import io.github.coconut4j.curriculum.settings.data.ReadersSettings;
import io.github.coconut4j.curriculum.settings.model.ModelSettings;
import io.github.coconut4j.tuning.Sweep;
import io.github.coconut4j.tuning.SweepDsl;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/reference/configuration.md: every key of experiments and sweeps. */
final class ConfigurationPage {
    private static final JsonMapper JSON = ConfigFormat.json();
    private static final String FILE = "problems.csv";
    /** What a kind is called in a file, by the name of its record. */
    private static final Map<String, String> KINDS = Stream.of(DataSettings.class, ModelSettings.class, Method.class)
            .flatMap(choice -> kinds(choice).entrySet().stream())
            .collect(Collectors.toMap(kind -> kind.getValue().getSimpleName(), Map.Entry::getKey));

    /** Keys without a default. */
    private static final Set<String> NEEDED =
            Set.of("RungSettings.epochs", "RungSettings.concepts", "RungSettings.hops", "Sweep.base", "Parameter.key");

    private final Map<Class<?>, Record> defaults = new HashMap<>();
    /** Kinds that have no place in a file. */
    private final Set<Class<?>> leftOut = Set.of(ReadersSettings.class);

    private final List<String> lines = new ArrayList<>();
    private final List<String> undocumented = new ArrayList<>();
    private final Set<Class<?>> seen = new LinkedHashSet<>();
    private final Deque<Class<?>> next = new ArrayDeque<>();
    private final Map<Class<?>, String> names = new LinkedHashMap<>();

    ConfigurationPage() throws ReflectiveOperationException {
        ExperimentFormat.defaults().forEach((type, value) -> defaults.put(type, (Record) value));
        Path file = Path.of(FILE);
        Stream.of(Dsl.files(file, file), Dsl.records(file, file, file), Dsl.pretrained(file), Dsl.rung(1, 10, 2))
                .forEach(sample -> defaults.put(sample.getClass(), sample));
        Stream.of(
                        SweepDsl.sweep(Dsl.experiment("experiment")),
                        SweepDsl.grid(),
                        SweepDsl.random(0),
                        SweepDsl.genetic(0))
                .forEach(sample -> defaults.put(sample.getClass(), sample));
        write();
    }

    /** The page as Markdown. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Keys whose meaning no Javadoc tells. */
    List<String> undocumented() {
        return undocumented;
    }

    private void write() throws ReflectiveOperationException {
        lines.add("# Every key of a configuration");
        lines.add("");
        lines.add(
                "Written by `ReferencePagesTest` from the records that the files are bound to: names, types and defaults"
                        + " from the code, meanings from its Javadoc, ranges from what it says of numbers far out.");
        lines.add("A key that is left out has its default; *needed* are those without one. Every key can be set on the"
                + " command line too: `--set optimizer.lr=1e-3`, or its last part where only one place has it.");
        section("An experiment", Experiment.class);
        lines.add("");
        lines.add("for `./coconut train`, `schedule` and `reproduce`.");
        drain();
        section("A sweep", Sweep.class);
        lines.add("");
        lines.add("for `./coconut sweep`; `base` is an experiment, or the name of a file with one.");
        drain();
    }

    private void section(String title, Class<?> type) {
        names.put(type, title);
        lines.add("");
        lines.add("## " + title);
        next.add(type);
    }

    private void drain() throws ReflectiveOperationException {
        while (!next.isEmpty()) {
            Class<?> type = next.poll();
            if (!seen.add(type)) {
                continue;
            }
            if (!names.containsKey(type)) {
                continue;
            }
            if (isChoice(type)) {
                choice(type);
            } else {
                record(type);
            }
        }
    }

    private void choice(Class<?> type) throws ReflectiveOperationException {
        String key = names.get(type);
        lines.add("");
        lines.add("### " + key);
        lines.add("");
        lines.add(cell(Sources.summary(type)) + " `type` says which:");
        for (Map.Entry<String, Class<?>> kind : kinds(type).entrySet()) {
            if (leftOut.contains(kind.getValue())) {
                continue;
            }
            lines.add("");
            lines.add("#### " + key + ": `type: " + kind.getKey() + "`");
            lines.add("");
            lines.add(cell(Sources.summary(kind.getValue())));
            seen.add(kind.getValue());
            table(kind.getValue());
        }
    }

    private void record(Class<?> type) throws ReflectiveOperationException {
        if (type != Experiment.class && type != Sweep.class) {
            lines.add("");
            lines.add("### " + names.get(type));
            lines.add("");
            lines.add(cell(Sources.summary(type)));
        }
        table(type);
    }

    private void table(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            return;
        }
        Map<String, String> meanings = Sources.components(type);
        JsonNode written = JSON.valueToTree(defaults.get(type));
        written = written == null ? JSON.createObjectNode() : written;
        lines.add("");
        lines.add("| key | type | default | range | meaning |");
        lines.add("|---|---|---|---|---|");
        for (RecordComponent component : components) {
            String key = key(type, component);
            String meaning = meanings.getOrDefault(component.getName(), "");
            if (meaning.isEmpty()) {
                undocumented.add(type.getSimpleName() + "." + component.getName());
            }
            Record sample = defaults.get(type);
            String range = sample == null ? "" : Limits.of(sample, component, key);
            lines.add("| `%s`%s | %s | %s | %s | %s |"
                    .formatted(
                            key,
                            alias(type, component),
                            type(component.getGenericType(), key),
                            byDefault(written.path(key), key, type, meaning),
                            range,
                            cell(meaning)));
        }
    }

    private static String alias(Class<?> type, RecordComponent component) throws ReflectiveOperationException {
        JsonAlias alias = type.getDeclaredField(component.getName()).getAnnotation(JsonAlias.class);
        return alias == null ? "" : " or `" + String.join("`, `", alias.value()) + "`";
    }

    /** As in a file: what has no value there is empty. */
    private static String byDefault(JsonNode value, String key, Class<?> type, String meaning) {
        if (value.asText().equals(FILE)) {
            return meaning.contains("without it") ? "" : "*needed*";
        }
        if (NEEDED.contains(type.getSimpleName() + "." + key)) {
            return "*needed*";
        }
        if (value.isObject()) {
            return value.has("type") ? "`type: " + value.path("type").asText() + "`" : "below";
        }
        if (value.path(0).has("type")) {
            return "`" + value.findValuesAsText("type") + "`";
        }
        boolean none = value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty());
        return none ? "" : "`" + (value.isTextual() ? value.asText().replace("\n", "\\n") : value) + "`";
    }

    private String type(Type type, String key) {
        if (type instanceof ParameterizedType list) {
            Type item = list.getActualTypeArguments()[list.getActualTypeArguments().length - 1];
            return item == Integer.class ? "whole number, or a list" : "list: " + type(item, key);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return "whole number";
        }
        if (raw == double.class || raw == Double.class || raw == Number.class) {
            return "number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "`true` or `false`";
        }
        if (raw == Path.class) {
            return "path";
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(choice -> "`" + choice.toString().toLowerCase(Locale.ROOT) + "`")
                    .collect(Collectors.joining(" or "));
        }
        if (raw.isRecord() || isChoice(raw)) {
            if (raw == Experiment.class) {
                return "[experiment](#an-experiment)";
            }
            names.putIfAbsent(raw, key);
            next.add(raw);
            return "[" + names.get(raw) + "](#" + names.get(raw) + ")";
        }
        return raw == Object.class ? "any value" : "text";
    }

    private static boolean isChoice(Class<?> type) {
        return type.isAnnotationPresent(JsonTypeInfo.class) && type.isInterface();
    }

    private static Map<String, Class<?>> kinds(Class<?> choice) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (JsonSubTypes.Type kind : choice.getAnnotation(JsonSubTypes.class).value()) {
            kinds.put(kind.name(), kind.value());
        }
        return kinds;
    }

    private static String key(Class<?> record, RecordComponent component) throws ReflectiveOperationException {
        JsonProperty other = record.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
        return other == null ? snake(component.getName()) : other.value();
    }

    private static String snake(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }

    /** Names as in a file: of keys, and of kinds. */
    private static String cell(String text) {
        Matcher code = Pattern.compile("`(\\w+)`").matcher(text.replace("|", "\\|"));
        return code.replaceAll(name -> "`" + KINDS.getOrDefault(name.group(1), snakeIfKey(name.group(1))) + "`");
    }

    private static String snakeIfKey(String name) {
        return name.matches("[a-z]+[A-Z]\\w*") ? snake(name) : name;
    }
}
