package io.github.coconut4j.data.internal.file;

import io.github.coconut4j.data.DataException;
import io.github.coconut4j.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a file is by its first bytes, whatever its name says, and what somebody can do who took it for something else.
 *
 * <p>Readers ask before they read: {@link #requireText(Path)} for JSON and the like, {@link #of(Path)} where a few kinds
 * will do.
 */
public enum FileKind {
    /** Not a byte in it. */
    EMPTY("is empty"),
    /** What a clone leaves where a large file belongs. */
    GIT_LFS_POINTER("is a Git LFS pointer in place of the real file; fetch that with: git lfs pull"),
    /** A web page, mostly an error or a login in place of a download. */
    HTML("is a web page (HTML), not the file itself; download it again, by its raw or resolve address"),
    /** An XML document. */
    XML("is an XML document, which is not read here"),
    /** One compressed file. */
    GZIP("is compressed with gzip; unpack it with: gunzip"),
    /** A zip archive; Excel sheets and PyTorch files are such, too. */
    ZIP("is a zip archive; unpack it with: unzip"),
    /** Compressed with zstd. */
    ZSTD("is compressed with zstd; unpack it with: unzstd"),
    /** Compressed with xz. */
    XZ("is compressed with xz; unpack it with: unxz"),
    /** Compressed with bzip2. */
    BZIP2("is compressed with bzip2; unpack it with: bunzip2"),
    /** A 7-Zip archive. */
    SEVEN_ZIP("is a 7-Zip archive; unpack it with: 7z x"),
    /** A tar archive. */
    TAR("is a tar archive; unpack it with: tar xf"),
    /** A table of columns, which problems may be in. */
    PARQUET(
            "is a Parquet file, which only problems may be in; write it as JSON lines first, for instance with DuckDB or pandas"),
    /** A table as Arrow holds it in memory. */
    ARROW("is an Arrow file; save it as JSON lines or Parquet first"),
    /** Arrays of the kind that safetensors holds. */
    SAFETENSORS("is a safetensors file of arrays"),
    /** A pickle of Python, PyTorch's older files among them. */
    PICKLE("is a pickle of Python"),
    /** Weights for llama.cpp. */
    GGUF("is a GGUF file of llama.cpp, which is not read here"),
    /** An HDF5 file. */
    HDF5("is an HDF5 file, which is not read here"),
    /** One array of NumPy. */
    NUMPY("is an array of NumPy, which is not read here"),
    /** A database. */
    SQLITE("is an SQLite database, which is not read here"),
    /** A PDF document. */
    PDF("is a PDF document, which is not read here"),
    /** Text of two bytes a character. */
    UTF_16("is text in UTF-16; save it as UTF-8, for instance with: iconv -f UTF-16 -t UTF-8"),
    /** Text of four bytes a character. */
    UTF_32("is text in UTF-32; save it as UTF-8, for instance with: iconv -f UTF-32 -t UTF-8"),
    /** Bytes that are none of the above and no text. */
    BINARY("is not a text file"),
    /** Anything else, taken for text in UTF-8. */
    TEXT("is a text file");

    /** So many bytes are looked at. */
    public static final int START = 512;

    private static final int TAR_MARK = 257;
    private static final int SAFETENSORS_LENGTH = 8;

    private final String told;

    FileKind(String told) {
        this.told = told;
    }

    /** What the file is and what to do, for behind its name: {@code "is compressed with gzip; unpack it with: gunzip"}. */
    public String told() {
        return told;
    }

    /**
     * The kind of a file.
     *
     * @throws DataException if it is missing or cannot be read
     */
    public static FileKind of(Path file) {
        try (InputStream bytes = InputFiles.open(file)) {
            return of(bytes.readNBytes(START));
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    /**
     * Lets text pass and refuses everything else, an empty file too.
     *
     * @throws DataException that names the file, what it is and what to do
     */
    public static void requireText(Path file) {
        FileKind kind = of(file);
        if (kind != TEXT) {
            throw new DataException(file + " " + kind.told() + ".");
        }
    }

    /** The kind of what begins with these bytes, the first {@value #START} or all there are. */
    public static FileKind of(byte[] start) {
        String ascii = new String(start, StandardCharsets.ISO_8859_1);
        if (start.length == 0) {
            return EMPTY;
        }
        FileKind archive = marked(ascii);
        if (archive != TEXT) {
            return archive;
        }
        if (ascii.startsWith("{", SAFETENSORS_LENGTH)
                && ascii.substring(5, SAFETENSORS_LENGTH).equals("\0\0\0")) {
            return SAFETENSORS;
        }
        if (ascii.startsWith("ustar", TAR_MARK)) {
            return TAR;
        }
        return ofText(ascii);
    }

    private static FileKind marked(String start) {
        for (Mark mark : Mark.ALL) {
            if (start.startsWith(mark.bytes)) {
                return mark.kind;
            }
        }
        return TEXT;
    }

    private static FileKind ofText(String start) {
        if (start.matches("(?s)[\\x09-\\x7e]\\x00{3}.*|\\x00{3}[\\x09-\\x7e].*")) {
            return UTF_32;
        }
        if (start.matches("(?s)([\\x09-\\x7e]\\x00){2}.*|(\\x00[\\x09-\\x7e]){2}.*")) {
            return UTF_16;
        }
        String text =
                start.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.matches("(?s)<(!doctype html|html|head|body)\\b.*")) {
            return HTML;
        }
        if (text.startsWith("<?xml")) {
            return text.contains("<html") ? HTML : XML;
        }
        return start.chars().anyMatch(FileKind::isNoText) ? BINARY : TEXT;
    }

    /** Control characters other than blanks and what terminals understand. */
    private static boolean isNoText(int character) {
        return character < 7 || (character > 0x0d && character < 0x1b);
    }

    /** The bytes with which a kind begins, one character a byte. */
    private record Mark(FileKind kind, String bytes) {
        /** The first that fits decides. */
        private static final List<Mark> ALL = List.of(
                new Mark(GIT_LFS_POINTER, "version https://git-lfs"),
                bytes(GZIP, "1f8b"),
                bytes(ZIP, "504b0304"),
                bytes(ZIP, "504b0506"),
                bytes(ZSTD, "28b52ffd"),
                bytes(XZ, "fd377a585a00"),
                new Mark(BZIP2, "BZh91AY&SY"),
                bytes(SEVEN_ZIP, "377abcaf271c"),
                new Mark(PARQUET, "PAR1"),
                new Mark(ARROW, "ARROW1"),
                bytes(PICKLE, "8002"),
                bytes(PICKLE, "8003"),
                bytes(PICKLE, "8004"),
                bytes(PICKLE, "8005"),
                new Mark(GGUF, "GGUF"),
                bytes(HDF5, "89484446"),
                bytes(NUMPY, "934e554d5059"),
                new Mark(SQLITE, "SQLite format 3\0"),
                new Mark(PDF, "%PDF-"),
                bytes(UTF_32, "fffe0000"),
                bytes(UTF_32, "0000feff"),
                bytes(UTF_16, "fffe"),
                bytes(UTF_16, "feff"));

        private static Mark bytes(FileKind kind, String hex) {
            return new Mark(kind, new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        }
    }
}
