/**
 * What is counted and looked for in single problems: facts, features, questions that are the same, and a regression over features.
 */
package io.github.coconut4j.data.internal.stats;
