package io.github.coconut4j.model.loop;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers of rows of a table that may not all be there. Looking up one that is not reads memory of others, which ends the program or, worse, does not.
 *
 * @param index the nearest numbers that are there, {@code [N] int}
 * @param isOutside 1 where the number was another, else 0, {@code [N]}
 */
public record BoundedIndex(SDVariable index, SDVariable isOutside) {
    /**
     * {@return numbers and which of them are none}
     *
     * @param numbers {@code [N]}, int or long
     * @param limit rows of the table
     */
    public static BoundedIndex of(SDVariable numbers, int limit) {
        SameDiff sd = numbers.getSameDiff();
        SDVariable least = sd.constant(Nd4j.scalar(numbers.dataType(), 0));
        SDVariable most = sd.constant(Nd4j.scalar(numbers.dataType(), limit - 1));
        SDVariable within = sd.math.min(sd.math.max(numbers, least), most);
        return new BoundedIndex(sd.castTo(within, DataType.INT32), sd.castTo(sd.neq(within, numbers), DataType.FLOAT));
    }
}
