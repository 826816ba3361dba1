/** {@code ./coconut demo}: the models that come with the program, at work. */
package io.github.coconut4j.cli.demo;
