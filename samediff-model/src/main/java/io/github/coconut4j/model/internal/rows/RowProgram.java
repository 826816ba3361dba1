package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.internal.memory.View;
import java.util.List;

/**
 * What a row kernel does to every block: loads, instructions on numbered registers, stores.
 *
 * @param rows rows in all
 * @param width elements of a row
 * @param blockRegisters registers that hold a block of rows
 * @param rowRegisters registers that hold one number per row
 * @param loads what {@link RowOp#LOAD} reads
 * @param instructions in order
 * @param stores what is written after them
 */
record RowProgram(
        int rows,
        int width,
        int blockRegisters,
        int rowRegisters,
        List<Move> loads,
        List<Instruction> instructions,
        List<Move> stores) {

    /**
     * Memory to register or back.
     *
     * @param view the memory: {@code [..., width]} for blocks, {@code [..., 1]} for one number per row, stretched over the rows by strides of 0
     * @param register where
     * @param byRow one number per row
     */
    record Move(View view, int register, boolean byRow) {}

    /**
     * One loop over the block.
     *
     * @param op what to do
     * @param out register written, or -1
     * @param a first operand's register
     * @param b second operand's register, or -1
     * @param byRow whether operands are one number per row
     * @param number the constant operand; for {@link RowOp#SUM_COLUMNS} 1 when it adds to what is there, 0 when it replaces it
     * @param sink where {@link RowOp#SUM_COLUMNS} adds to
     */
    record Instruction(RowOp op, int out, int a, int b, boolean byRow, double number, View sink) {}
}
