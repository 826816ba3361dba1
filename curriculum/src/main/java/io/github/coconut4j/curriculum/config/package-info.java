/**
 * Settings: from YAML to immutable values and back, one mapping for both directions.
 *
 * <p>Start with {@link io.github.coconut4j.curriculum.config.ConfigFormat}. What a file may say is read off the value
 * types themselves through Jackson; what it leaves out is taken from a default value of the type, so YAML and Java share
 * their defaults. Knows nothing of experiments.
 */
package io.github.coconut4j.curriculum.config;
