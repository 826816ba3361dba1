/**
 * Generation: questions, thoughts and words column by column on kept keys and values.
 */
package io.github.coconut4j.model.generate;
