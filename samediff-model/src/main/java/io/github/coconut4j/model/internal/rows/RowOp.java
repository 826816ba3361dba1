package io.github.coconut4j.model.internal.rows;

/** What a row kernel can do to blocks of rows; the comment says how the operands look: W whole block, R one number per row. */
enum RowOp {
    /** A load, by its number. */
    LOAD,
    /** W, W. */
    ADD,
    /** W, W. */
    SUBTRACT,
    /** W, W. */
    MULTIPLY,
    /** W, W. */
    DIVIDE,
    /** W, number; also R, number. */
    ADD_NUMBER,
    /** W, number; also R, number. */
    MULTIPLY_NUMBER,
    /** W, number; also R, number. */
    POWER,
    /** W, number; also R, number: the greater of both. */
    MAX_NUMBER,
    /** W, number; also R, number: 1 where the element is greater, else 0. */
    ABOVE_NUMBER,
    /** W, R: each row plus its number. */
    ADD_BY_ROW,
    /** W, R: each row minus its number. */
    SUBTRACT_BY_ROW,
    /** W, R: each row times its number. */
    MULTIPLY_BY_ROW,
    /** R to W. */
    STRETCH,
    /** W. */
    TANH,
    /** W. */
    EXP,
    /** W. */
    SIGMOID,
    /** W to R, times a number. */
    SUM_ROW,
    /** W to R. */
    MAX_ROW,
    /** W, added to a vector as wide as a row. */
    SUM_COLUMNS
}
