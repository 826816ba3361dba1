package io.github.coconut4j.model.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most physical memory that a process ever held. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /**
     * {@return the largest resident memory of a process so far, in bytes; 0 where the system does not tell, or the process is gone}
     *
     * @param process of this machine
     */
    public static long peak(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // not Linux, or gone
        }
    }
}
