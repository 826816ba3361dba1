package io.github.coconut4j.model.loop;

import io.github.coconut4j.model.ModelException;

/**
 * The fixed sizes of one latent loop: {@code question} columns, then {@code thoughts} latent columns, then {@code answer} columns.
 *
 * @param rows rows B of the batch
 * @param question columns before the first latent, all of them run in the first pass
 * @param thoughts latent columns K; 0 for plain text
 * @param answer columns after the last latent
 * @param ragged whether some rows have fewer than K latents, so that a latent column may hold an ordinary token
 */
public record LoopShape(int rows, int question, int thoughts, int answer, boolean ragged) {
    /** @throws ModelException if a number is out of its range, or two do not fit together */
    public LoopShape {
        if (rows < 1 || question < 1 || thoughts < 0 || answer < 0) {
            throw new ModelException(
                    "A batch needs at least one row and one column before the first latent, not " + rows + " rows, "
                            + question + " question, " + thoughts + " latent and " + answer + " answer columns.");
        }
        if (ragged && thoughts == 0) {
            throw new ModelException("Rows without latents cannot differ in their number of latents.");
        }
    }

    /** {@return the number S of all columns} */
    public int columns() {
        return question + thoughts + answer;
    }

    /** {@return how many columns hold a token in at least one row: all of them when ragged, else all but the latents} */
    public int wordColumns() {
        return ragged ? columns() : question + answer;
    }
}
