package io.github.coconut4j.curriculum.settings.data;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.internal.Checks;
import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.task.Concepts;
import io.github.coconut4j.data.task.PathLengths;
import io.github.coconut4j.data.task.ProsQa;
import java.util.Optional;

/**
 * Some epochs of smaller problems at the beginning of a training, in the same words as those that follow.
 *
 * <p>In Java, and in YAML:
 *
 * <pre>{@code
 * .data(prosQa().rungs(rung(2, 10, 2), rung(1, 16, 3)))
 *
 * data:
 *   type: prosqa
 *   rungs:
 *     - {epochs: 2, concepts: 10, hops: 2}
 *     - {epochs: 1, concepts: 16, hops: 3}
 * }</pre>
 *
 * <p>Creating one throws {@link RuntimeException} if there is no epoch, or a key is missing.
 *
 * @param epochs how many
 * @param concepts as in {@link ProsQaSettings}
 * @param hops as in {@link ProsQaSettings}
 */
public record RungSettings(int epochs, String concepts, String hops) {

    public RungSettings {
        Checks.between(1, 100_000, epochs, "epochs");
        require("concepts", concepts);
        require("hops", hops);
    }

    /**
     * The problems of this rung.
     *
     * @param top the problems that all rungs lead to
     * @throws DataException if a setting means nothing
     */
    ProsQa of(ProsQa top) {
        return top.hops(PathLengths.parse(hops)).concepts(Concepts.parse(concepts));
    }

    /** What is wrong with this rung, if anything. */
    Optional<String> complaint(ProsQa top) {
        try {
            of(top).problems(1, 0);
            return Optional.empty();
        } catch (DataException impossible) {
            return Optional.of(impossible.getMessage());
        }
    }

    private static void require(String key, String value) {
        if (value == null) {
            throw new CurriculumException(
                    key + " is missing; a rung has three keys, as in {epochs: 2, concepts: 8, hops: 2}.");
        }
    }
}
