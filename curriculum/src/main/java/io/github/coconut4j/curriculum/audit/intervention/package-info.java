/** Changes of thoughts while problems are asked, and what became of the answers. */
package io.github.coconut4j.curriculum.audit.intervention;
