package io.github.coconut4j.data.stage;

/**
 * One problem as token ids, laid out for a stage: prompt (question and start marker), latent tokens, then end marker,
 * steps and answer.
 *
 * @param inputIds all ids; not copied, must not be changed
 * @param firstLabel index of the first id that is to be predicted; the labels are the ids from there on, and there are
 *     none if it is the length
 * @param promptLength number of ids before the first latent token, or before whatever stands in its place
 * @param latents number of latent tokens, which follow the prompt
 */
// The ids are an array because there are millions of them; records are made once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record StagedRecord(int[] inputIds, int firstLabel, int promptLength, int latents) {

    public StagedRecord {
        if (promptLength < 1 || latents < 0 || firstLabel < promptLength + latents || firstLabel > inputIds.length) {
            throw new IllegalArgumentException("prompt " + promptLength + ", latents " + latents + " and first label "
                    + firstLabel + " do not fit a record of " + inputIds.length + " ids");
        }
    }

    /**
     * Number of ids.
     *
     * @return of {@code inputIds}
     */
    public int length() {
        return inputIds.length;
    }
}
