package io.github.coconut4j.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Opens files that a person named, and says in one sentence why one cannot be opened. */
public final class InputFiles {
    private static final int BUFFER = 1 << 16;

    /** What Linux says where Java has no exception of its own. */
    private static final String LOOP = "Too many levels of symbolic links";

    private InputFiles() {}

    /**
     * A text from a configuration as a path.
     *
     * @param name as it was written, absolute or relative to the working folder
     * @return the path; nothing need lie there
     * @throws DataException if no file can be called so
     */
    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new DataException("No file can be called \"" + Texts.shorten(name) + "\".", e);
        }
    }

    /**
     * Opens a file that lies on a disk. Pipes and devices are refused, since nobody knows whether they ever end.
     *
     * @param file links are followed
     * @return its bytes as they lie there, still packed if they are; to be closed
     * @throws DataException if there is none, or it cannot be read
     */
    public static InputStream open(Path file) {
        try {
            if (file.toString().isEmpty()) {
                throw new DataException("The name of a file is empty.");
            }
            if (Files.isDirectory(file)) {
                throw new DataException(file + " is a folder, not a file.");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new DataException(
                        file + " is a pipe or a device; save what comes out of it into a file, and name that.");
            }
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * {@return whether a place is a folder that one can look into}
     *
     * @param folder that need not exist
     */
    public static boolean isFolder(Path folder) {
        return Files.isDirectory(folder) && Files.isReadable(folder) && Files.isExecutable(folder);
    }

    /**
     * Why a place is not the folder that a person named, or cannot be looked into, as a sentence.
     *
     * @param folder that is missing, is a file, or is locked
     * @return one full sentence
     */
    public static String noFolder(Path folder) {
        if (Files.isDirectory(folder)) {
            return folder + " cannot be looked into: you have no permission to.";
        }
        return Files.exists(folder) ? folder + " is a file, not a folder." : "There is no folder " + folder + ".";
    }

    /**
     * Why a file cannot be read, as a sentence for the person who named it.
     *
     * @param file as the person named it
     * @param e what reading it ended in
     * @return to be thrown, with {@code e} as its cause
     */
    public static DataException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException && file.toString().matches("[a-z][a-z0-9]+:/.*")) {
            return new DataException(
                    "There is no file " + file
                            + "; addresses are not read: save what lies there into a file, and name that.",
                    e);
        }
        if (e instanceof NoSuchFileException) {
            return new DataException(
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? file + " is a link to a file that is not there."
                            : "There is no file " + file + ".",
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new DataException(file + " cannot be read: you have no permission to.", e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataException(file + " cannot be read: it is not UTF-8 text.", e);
        }
        return new DataException(file + " cannot be read: " + reason(e) + ".", e);
    }

    /**
     * {@return why the system refuses a file, in a few words}
     *
     * @param e what it says itself, which often is no more than the name of the file
     */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        if (e instanceof FileSystemLoopException
                || String.valueOf(e.getMessage()).contains(LOOP)) {
            return "its links lead in a circle";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? "the system does not say why" : said;
    }
}
