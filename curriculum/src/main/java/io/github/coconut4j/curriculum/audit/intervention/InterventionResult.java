package io.github.coconut4j.curriculum.audit.intervention;

/**
 * What became of the answers under an intervention (experiments E2 and E3).
 *
 * @param intervention what was done
 * @param keepsOwn answers right for the problem itself
 * @param followsTwin answers right for its twin: the other option
 * @param neither all other texts
 * @param donors answers right for the problem whose thoughts were given, whichever of the three they are; 0 without a donor
 * @param flips answers that differ from those without intervention
 * @param effect on the words of the right answer
 */
public record InterventionResult(
        Intervention intervention, int keepsOwn, int followsTwin, int neither, int donors, int flips, Effect effect) {

    /** {@return the number of problems} */
    public int all() {
        return keepsOwn + followsTwin + neither;
    }

    /** {@return the share of answers right for the problem itself} */
    public double keeps() {
        return all() == 0 ? 0 : (double) keepsOwn / all();
    }

    /** {@return the share of answers that are the twin's} */
    public double follows() {
        return all() == 0 ? 0 : (double) followsTwin / all();
    }

    /**
     * How much of what lies above chance is lost: 0 when the change does nothing, 1 when nothing better than guessing is left.
     *
     * @param clean accuracy without intervention
     * @param chance accuracy of guessing
     * @return NaN if the model does not do better than chance
     */
    public double loss(double clean, double chance) {
        return clean <= chance ? Double.NaN : (clean - keeps()) / (clean - chance);
    }
}
