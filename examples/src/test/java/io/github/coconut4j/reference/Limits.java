package io.github.coconut4j.reference;

import io.github.coconut4j.curriculum.CurriculumException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The range of a number in a record, asked of the record itself: what it says of numbers far out. */
final class Limits {
    private static final Pattern REFUSED = Pattern.compile("(\\w+) must (?:be|lie) (.*?), not .*", Pattern.DOTALL);

    private Limits() {}

    /**
     * The range of one component.
     *
     * @param any a record that is well
     * @param component of its type
     * @param key its name in YAML
     * @return for instance {@code at least 1, at most 64}; empty where it says nothing
     */
    static String of(Record any, RecordComponent component, String key) throws ReflectiveOperationException {
        RecordComponent[] all = any.getClass().getRecordComponents();
        Object[] values = new Object[all.length];
        int place = 0;
        for (int i = 0; i < all.length; i++) {
            all[i].getAccessor().setAccessible(true);
            values[i] = all[i].getAccessor().invoke(any);
            place = all[i].getName().equals(component.getName()) ? i : place;
        }
        Constructor<?> constructor = any.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Set<String> said = new LinkedHashSet<>();
        for (Object far : farOut(component.getType())) {
            values[place] = far;
            try {
                constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                for (String problem : problems(refused.getCause())) {
                    Matcher sentence = REFUSED.matcher(problem);
                    if (sentence.matches() && sentence.group(1).equals(key)) {
                        said.add(sentence.group(2));
                    }
                }
            }
        }
        return String.join(", ", said);
    }

    private static List<String> problems(Throwable failure) {
        return failure instanceof CurriculumException several
                ? several.problems()
                : List.of(String.valueOf(failure.getMessage()));
    }

    private static List<?> farOut(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return List.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return List.of(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return type == double.class || type == Double.class ? List.of(-1e300, 1e300) : List.of();
    }
}
