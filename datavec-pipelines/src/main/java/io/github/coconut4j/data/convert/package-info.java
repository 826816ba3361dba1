/**
 * Files of problems in other formats, as public data sets come: GSM8K, CODI, Logic-LM, the original ProntoQA program, CSV.
 * Start with {@link io.github.coconut4j.data.convert.ProblemFormat}.
 *
 * <p>Depends on {@code data} and {@code data.file}.
 */
package io.github.coconut4j.data.convert;
