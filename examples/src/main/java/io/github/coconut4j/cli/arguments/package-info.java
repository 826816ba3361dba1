/** What several commands take: files to write, configurations, records; numbers within their range, and what is said of anything else. */
package io.github.coconut4j.cli.arguments;
