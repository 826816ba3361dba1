package io.github.coconut4j.model.io;

import io.github.coconut4j.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What every file of a model goes through first: it must be a file, and not one of those that often lie in the place of a model. */
final class ModelFiles {
    private static final int START = 512;
    private static final int TAR_MARK = 257;

    private ModelFiles() {}

    /**
     * The first bytes of a file, 512 or all there are.
     *
     * @throws ModelException when it is missing, cannot be read or is something that nothing here reads
     */
    static byte[] start(Path file) {
        try (InputStream bytes = open(file)) {
            byte[] start = bytes.readNBytes(START);
            String other = isSafeTensors(start) ? "" : otherKind(new String(start, StandardCharsets.ISO_8859_1));
            if (!other.isEmpty()) {
                throw new ModelException(file + " is " + other + ".");
            }
            return start;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Whether a file begins with the length of a header and the header's brace. Asked before any other mark: two bytes of the length may look like one.
     *
     * @param start its first bytes
     */
    static boolean isSafeTensors(byte[] start) {
        return start.length > 8 && start[5] == 0 && start[6] == 0 && start[7] == 0 && start[8] == '{';
    }

    /** All bytes of a file of text, {@code largest} at most. */
    static byte[] text(Path file, long largest) {
        byte[] start = start(file);
        String arrays = isSafeTensors(start) ? "a safetensors file of arrays" : packed(start);
        if (!arrays.isEmpty()) {
            throw new ModelException(file + " is " + arrays + ", not a file of text; copy or download it again.");
        }
        try (InputStream bytes = open(file)) {
            if (Files.size(file) > largest) {
                throw new ModelException(file + " is larger than " + (largest >> 20) + " MiB, which no such file is.");
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A zip archive or a pickle, which PyTorch saves; nothing of anything else. */
    static String packed(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            return "a zip archive";
        }
        return text.startsWith("\u0080") && start.length > 1 && start[1] >= 2 && start[1] <= 5
                ? "a pickle of Python"
                : "";
    }

    /** Whether bytes are none but those of a text, so that nobody need look for arrays behind them. */
    static boolean isText(byte[] start) {
        for (byte character : start) {
            if (character >= 0 && character < ' ' && character != '\n' && character != '\r' && character != '\t') {
                return false;
            }
        }
        return true;
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    Files.exists(file) ? file + " is no plain file." : "There is no file " + file + ".");
        }
        return Files.newInputStream(file);
    }

    /** Why a file cannot be read, without the words of a library. */
    static ModelException unreadable(Path file, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "you have no permission to"
                : e instanceof FileSystemException system && system.getReason() != null
                        ? system.getReason()
                        : "reading failed";
        return new ModelException("Cannot read " + file + ": " + reason + ".", e);
    }

    private static String otherKind(String start) {
        if (start.isEmpty()) {
            return "empty; copy or download it again";
        }
        if (start.startsWith("version https://git-lfs")) {
            return "a Git LFS pointer in place of the real file; fetch that with: git lfs pull";
        }
        if (start.startsWith("\u001f\u008b")) {
            return "compressed with gzip; unpack it with: gunzip";
        }
        if (start.startsWith("(\u00b5/\u00fd")
                || start.startsWith("\u00fd7zXZ")
                || start.startsWith("BZh91AY&SY")
                || start.startsWith("7z\u00bc\u00af")) {
            return "compressed; unpack it first";
        }
        if (start.startsWith("ustar", TAR_MARK)) {
            return "a tar archive, as PyTorch saved before version 0.1.10, or one to unpack;"
                    + " load it with the PyTorch that wrote it and save model.state_dict() again";
        }
        if (start.startsWith("GGUF")) {
            return "a GGUF file of llama.cpp, which is not read here; take the model's safetensors file";
        }
        if (start.startsWith("PAR1") || start.startsWith("ARROW1") || start.startsWith("\u0093NUMPY")) {
            return "a file of columns or arrays (Parquet, Arrow, NumPy), not of a model; take the model's safetensors file";
        }
        if (start.startsWith("%PDF-") || start.startsWith("SQLite format 3")) {
            return "a document or a database, not a file of a model";
        }
        if (start.startsWith("\u0089HDF")) {
            return "an HDF5 file, as TensorFlow has it, which is not read here; take the model's safetensors file";
        }
        if (start.matches("(?s)(\u00ff\u00fe|\u00fe\u00ff|([\t-~]\0){2}|(\0[\t-~]){2}).*")) {
            return "text in UTF-16; save it as UTF-8, for instance with: iconv -f UTF-16 -t UTF-8";
        }
        String text =
                start.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<?xml") && !text.contains("<html")) {
            return "an XML document, mostly the complaint of a server; download the file again, by its raw or resolve address";
        }
        return text.matches("(?s)<(!doctype html|html|head|body|[?]xml)\\b.*")
                ? "a web page (HTML), not the file itself; download it again, by its raw or resolve address"
                : "";
    }
}
