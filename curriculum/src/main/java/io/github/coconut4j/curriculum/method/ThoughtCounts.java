package io.github.coconut4j.curriculum.method;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.curriculum.settings.Curriculum;
import java.util.List;

/** What the methods with places for thoughts share: how many places each removed step leaves. */
final class ThoughtCounts {
    private static final int MOST = 1000;
    private static final int MOST_IN_ALL = 10_000;

    private ThoughtCounts() {}

    /**
     * Checks and copies the counts.
     *
     * @throws CurriculumException if there are none or one is negative
     */
    static List<Integer> checked(List<Integer> perStep) {
        if (perStep == null || perStep.isEmpty() || perStep.stream().anyMatch(count -> count < 0)) {
            throw new CurriculumException(
                    "thoughts_per_step must be at least 0, or a list of such numbers, one for each" + " step, not "
                            + shown(perStep) + ".");
        }
        perStep.stream().filter(count -> count > MOST).findFirst().ifPresent(count -> {
            throw new CurriculumException("thoughts_per_step must be at most " + MOST + ", not " + count + ".");
        });
        return List.copyOf(perStep);
    }

    /**
     * Checks and copies the counts of a method that is another one without any.
     *
     * @throws CurriculumException naming both methods if no step leaves a place
     */
    static List<Integer> checked(List<Integer> perStep, String method, String without) {
        if (checked(perStep).stream().allMatch(count -> count == 0)) {
            throw new CurriculumException("thoughts_per_step must be at least 1 for " + method + ", not "
                    + shown(perStep) + "; the method without any is " + without + ".");
        }
        return List.copyOf(perStep);
    }

    /** @throws CurriculumException if there are counts for steps that never become thoughts, or more thoughts than any model has positions for */
    static void requireFit(List<Integer> perStep, Curriculum curriculum) {
        int all = of(curriculum.stages(), perStep);
        if (all > MOST_IN_ALL) {
            throw new CurriculumException("thoughts_per_step " + shown(perStep) + " makes " + all + " thoughts over "
                    + curriculum.stages() + " stages; a problem may have at most " + MOST_IN_ALL + ".");
        }
        if (perStep.size() > Math.max(1, curriculum.stages())) {
            throw new CurriculumException("thoughts_per_step names " + perStep.size()
                    + " steps, but curriculum.stages is " + curriculum.stages() + ".");
        }
    }

    /** How many places the first steps leave together; the last count holds for all steps behind it as well. */
    static int of(int steps, List<Integer> perStep) {
        int places = 0;
        for (int step = 0; step < steps; step++) {
            places += perStep.get(Math.min(step, perStep.size() - 1));
        }
        return places;
    }

    private static String shown(List<Integer> perStep) {
        return perStep != null && perStep.size() == 1 ? perStep.get(0).toString() : String.valueOf(perStep);
    }
}
