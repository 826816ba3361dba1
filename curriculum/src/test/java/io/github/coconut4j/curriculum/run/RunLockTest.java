package io.github.coconut4j.curriculum.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.coconut4j.curriculum.CurriculumException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
