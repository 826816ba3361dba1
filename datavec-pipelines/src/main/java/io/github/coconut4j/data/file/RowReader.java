package io.github.coconut4j.data.file;

/** A reader that also knows which bytes of the file the row read last is made of. */
interface RowReader extends ProblemReader {

    /** The bytes of the row read last. */
    Span span();

    /**
     * Some bytes of a file that are one JSON object.
     *
     * @param offset of the first, from 0
     * @param length number of bytes
     * @param column of the first in its line, in bytes from 1
     */
    record Span(long offset, int length, long column) {}
}
