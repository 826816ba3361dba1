/** What an answer costs, beside how often it is right. */
package io.github.coconut4j.curriculum.audit.cost;
