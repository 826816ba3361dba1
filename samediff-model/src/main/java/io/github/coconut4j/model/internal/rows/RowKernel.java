package io.github.coconut4j.model.internal.rows;

import io.github.coconut4j.model.internal.loops.Exponential;
import io.github.coconut4j.model.internal.loops.RowLoops;
import io.github.coconut4j.model.internal.loops.Transfer;
import io.github.coconut4j.model.internal.steps.LaneScratch;
import io.github.coconut4j.model.internal.steps.Step;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a {@link RowProgram} block by block: a few rows are read into arrays that fit the first-level cache, everything that happens to them happens there, and only
 * what others need is written back. A chain of stock ops would send every intermediate result through memory.
 */
final class RowKernel implements Step {
    /** Elements of a block: 8 KiB, so that the handful of registers in use at a time stay in a 32 KiB cache. */
    private static final int BLOCK = 2048;

    private final RowProgram program;
    private final int blockRows;
    private final float[][] blocks;
    private final float[][] byRow;
    private final float[] scratch;
    private final float[] half;
    private final Exponential exponential;
    private final List<Transfer> loads = new ArrayList<>();
    private final List<Transfer> stores = new ArrayList<>();
    private final List<ColumnSum> columnSums = new ArrayList<>();

    RowKernel(RowProgram program, LaneScratch shared) {
        this.program = program;
        this.blockRows = Math.max(1, Math.min(program.rows(), BLOCK / program.width()));
        int block = blockRows * program.width();
        int taken = 0;
        this.blocks = new float[program.blockRegisters()][];
        for (int register = 0; register < blocks.length; register++) {
            blocks[register] = shared.array(taken++, block);
        }
        this.byRow = new float[program.rowRegisters()][];
        for (int register = 0; register < byRow.length; register++) {
            byRow[register] = shared.array(taken++, blockRows);
        }
        this.scratch = shared.array(taken++, block);
        boolean sums = program.instructions().stream().anyMatch(instruction -> instruction.op() == RowOp.SUM_COLUMNS);
        this.half = sums ? shared.array(taken, block) : new float[0];
        boolean exponentials = program.instructions().stream()
                .anyMatch(instruction -> instruction.op() == RowOp.EXP || instruction.op() == RowOp.SIGMOID);
        this.exponential = exponentials ? shared.exponential(block) : null;
        for (RowProgram.Move load : program.loads()) {
            loads.add(transfer(load, shared));
        }
        for (RowProgram.Move store : program.stores()) {
            stores.add(transfer(store, shared));
        }
        for (RowProgram.Instruction instruction : program.instructions()) {
            columnSums.add(instruction.op() == RowOp.SUM_COLUMNS ? ColumnSum.of(instruction, program.width()) : null);
        }
    }

    private Transfer transfer(RowProgram.Move move, LaneScratch shared) {
        float[] register = (move.byRow() ? byRow : blocks)[move.register()];
        return Transfer.of(move.view(), register, move.byRow() ? 1 : program.width(), blockRows, shared::offsets);
    }

    @Override
    public String name() {
        return "rows " + program.rows() + "x" + program.width();
    }

    @Override
    public void run() {
        for (ColumnSum sum : columnSums) {
            if (sum != null) {
                sum.clear();
            }
        }
        for (Transfer load : loads) {
            load.begin();
        }
        for (int row = 0; row < program.rows(); row += blockRows) {
            int rows = Math.min(blockRows, program.rows() - row);
            for (int i = 0; i < columnSums.size(); i++) {
                RowProgram.Instruction instruction = program.instructions().get(i);
                if (instruction.op() == RowOp.LOAD) {
                    loads.get(instruction.a()).load(row, rows);
                } else {
                    execute(instruction, columnSums.get(i), rows);
                }
            }
            for (int i = 0; i < stores.size(); i++) {
                stores.get(i).store(row, rows);
            }
        }
        for (ColumnSum sum : columnSums) {
            if (sum != null) {
                sum.write();
            }
        }
    }

    private void execute(RowProgram.Instruction instruction, ColumnSum sum, int rows) {
        int width = program.width();
        int n = instruction.byRow() ? rows : rows * width;
        float[][] operands = instruction.byRow() ? byRow : blocks;
        float[] a = operands[instruction.a()];
        float number = (float) instruction.number();
        switch (instruction.op()) {
            case LOAD -> throw new IllegalStateException("loads are done by their transfer");
            case ADD -> RowLoops.add(a, operands[instruction.b()], operands[instruction.out()], n);
            case SUBTRACT -> RowLoops.subtract(a, operands[instruction.b()], operands[instruction.out()], n);
            case MULTIPLY -> RowLoops.multiply(a, operands[instruction.b()], operands[instruction.out()], n);
            case DIVIDE -> RowLoops.divide(a, operands[instruction.b()], operands[instruction.out()], n);
            case ADD_NUMBER -> RowLoops.add(a, number, operands[instruction.out()], n);
            case MULTIPLY_NUMBER -> RowLoops.multiply(a, number, operands[instruction.out()], n);
            case POWER -> RowLoops.power(a, instruction.number(), operands[instruction.out()], n);
            case MAX_NUMBER -> RowLoops.max(a, number, operands[instruction.out()], n);
            case ABOVE_NUMBER -> RowLoops.above(a, number, operands[instruction.out()], n);
            case ADD_BY_ROW -> RowLoops.addRows(a, byRow[instruction.b()], 1, blocks[instruction.out()], rows, width);
            case SUBTRACT_BY_ROW ->
                RowLoops.addRows(a, byRow[instruction.b()], -1, blocks[instruction.out()], rows, width);
            case MULTIPLY_BY_ROW ->
                RowLoops.multiplyRows(a, byRow[instruction.b()], blocks[instruction.out()], rows, width);
            case STRETCH -> RowLoops.stretch(byRow[instruction.a()], blocks[instruction.out()], rows, width);
            case TANH -> RowLoops.tanh(a, operands[instruction.out()], n);
            case EXP -> exponential.of(a, operands[instruction.out()], n);
            case SIGMOID -> RowLoops.sigmoid(a, operands[instruction.out()], exponential, n);
            case SUM_ROW -> RowLoops.sum(blocks[instruction.a()], number, byRow[instruction.out()], rows, width);
            case MAX_ROW -> RowLoops.max(blocks[instruction.a()], byRow[instruction.out()], rows, width);
            case SUM_COLUMNS -> RowLoops.addColumnSums(a, scratch, half, sum.total, rows, width);
        }
    }

    /** A vector that column sums are added to, once, after the last block: two sums of one kernel may go to the same vector. */
    private static final class ColumnSum {
        private final FloatBuffer memory;
        private final float[] total;
        private final float[] before;
        private final boolean adds;

        private ColumnSum(FloatBuffer memory, int width, boolean adds) {
            this.memory = memory;
            this.total = new float[width];
            this.before = new float[width];
            this.adds = adds;
        }

        static ColumnSum of(RowProgram.Instruction instruction, int width) {
            return new ColumnSum(instruction.sink().floats(), width, instruction.number() != 0);
        }

        void clear() {
            Arrays.fill(total, 0);
        }

        void write() {
            if (adds) {
                memory.get(0, before);
                RowLoops.add(total, before, total, total.length);
            }
            memory.put(0, total);
        }
    }
}
