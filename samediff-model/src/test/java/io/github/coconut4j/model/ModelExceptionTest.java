package io.github.coconut4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelExceptionTest {
    @Test
    void whatTheSystemRefusesIsSaidWithTheReason() {
        Map.of(
                        new AccessDeniedException("x"), "permission denied",
                        new NoSuchFileException("x"), "there is no such file or folder",
                        new FileSystemException("x", null, "Read-only file system"), "Read-only file system",
                        new FileSystemException("x"), "the system does not say why",
                        new IOException("No space left on device"), "No space left on device")
                .forEach((said, reason) -> assertThat(ModelException.failed("write", Path.of("x"), said))
                        .hasMessage("Cannot write x: " + reason + ".")
                        .hasCause(said));
    }
}
