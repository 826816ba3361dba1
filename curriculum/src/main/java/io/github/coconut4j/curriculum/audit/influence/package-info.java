/** Which thought acts on which later one, and on the answer. */
package io.github.coconut4j.curriculum.audit.influence;
