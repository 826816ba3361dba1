/** The same model on other distributions than it was trained on. */
package io.github.coconut4j.curriculum.audit.distribution;
