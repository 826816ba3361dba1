/**
 * Problems as DataVec records: their schema ({@link io.github.coconut4j.data.record.ProblemRecords}), the one reader that
 * training and evaluation read them from ({@link io.github.coconut4j.data.record.ProblemRecordReader}), and the way from
 * any DataVec pipeline to a {@link io.github.coconut4j.data.ProblemSource}.
 *
 * <p>Depends on {@code data} and {@code data.file}. What becomes of a record is in {@code data.stage}.
 */
package io.github.coconut4j.data.record;
