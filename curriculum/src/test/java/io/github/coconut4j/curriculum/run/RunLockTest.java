package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockTest {
    @TempDir
    Path folder;

    @Test
    void aLockedFolderCannotBeLockedAgainUntilItIsLetGo() {
        RunLock.holding(folder, () -> {
            assertThatThrownBy(() -> RunLock.holding(folder, () -> "inner"))
                    .isInstanceOf(CurriculumException.class)
                    .hasMessageContaining("in use by another process");
            return "outer";
        });

        assertThat(RunLock.holding(folder, () -> "later")).isEqualTo("later");
    }

    @ParameterizedTest
    @ValueSource(strings = {".lock", "report.html", "model.fb", "metrics.jsonl"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(20)
    void aPipeInTheFolderIsNamedAndNotWaitedFor(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> RunLock.holding(folder, () -> "never"))
                .isInstanceOf(CurriculumException.class)
                .hasMessageContaining(pipe + " is a pipe or a device");
    }
}
