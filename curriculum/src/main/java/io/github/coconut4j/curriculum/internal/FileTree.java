package io.github.coconut4j.curriculum.internal;

import io.github.coconut4j.curriculum.CurriculumException;
import io.github.coconut4j.data.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Folders as a whole. */
public final class FileTree {
    private FileTree() {}

    /** Copies a file. */
    public static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw failed("copy", from, e);
        }
    }

    /** The entries of a folder by name; none if there is no such folder. */
    public static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw failed("read", folder, e);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw failed("delete", tree, e);
        }
    }

    /** Deletes what is there of a tree, as far as that can be done; for what is no longer wanted when something failed. */
    public static void deleteQuietly(Path tree) {
        try {
            if (Files.exists(tree)) {
                delete(tree);
            }
        } catch (CurriculumException stays) {
            // The failure that led here says more.
        }
    }

    /** Has the system put a file, or the list of a folder's files, onto the disk. */
    public static void force(Path path) {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            if (!folder) {
                throw failed("write", path, e);
            }
            // Windows cannot open folders; its renames are journalled.
        }
    }

    /** SHA-256 of a file in hexadecimal. */
    public static String sha256(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw failed("read", file, e);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What went wrong, in a sentence; the reasons of the system are short and sometimes only the name of the file. */
    public static CurriculumException failed(String what, Path path, IOException e) {
        return new CurriculumException("Could not " + what + " " + path + ": " + InputFiles.reason(e) + ".", e);
    }
}
