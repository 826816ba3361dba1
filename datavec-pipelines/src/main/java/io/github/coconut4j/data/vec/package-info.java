/**
 * Reasoning data in DataVec's types: record readers over files and generators, the schema of a problem record, the
 * transform that stages problems, and the way back from any DataVec pipeline to a {@link
 * io.github.coconut4j.data.ProblemSource}.
 *
 * <p>Start with {@link io.github.coconut4j.data.vec.ProblemRecords}. Depends on all other packages of the module.
 */
package io.github.coconut4j.data.vec;
