/**
 * What a data set really measures: its figures ({@link io.github.coconut4j.data.stats.DatasetStats}), what is wrong with
 * it and how far one gets without reasoning ({@link io.github.coconut4j.data.stats.DataCheck}), and the card that is
 * printed before a training ({@link io.github.coconut4j.data.stats.DataCard}).
 *
 * <p>Depends on {@code data}, {@code data.file} and {@code data.text}.
 */
package io.github.coconut4j.data.stats;
