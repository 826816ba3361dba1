/** For the tests of users: what a method of a curriculum makes of a problem, stage by stage. */
package io.github.coconut4j.curriculum.testing;
