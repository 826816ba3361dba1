/** Linear probes on thoughts, with the same probe on shuffled labels beside. */
package io.github.coconut4j.curriculum.audit.probe;
