package timebox;

import java.time.Instant;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out the test classes that would begin after an instant, {@code -Dtests.until} in seconds since 1970: on a machine that is many times slower than usual, some answer beats none. */
public final class TimeBox implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String until = System.getProperty("tests.until", "");
        boolean begins = context.getTestClass().isPresent() && context.getTestMethod().isEmpty();
        return begins && !until.isEmpty() && Instant.now().getEpochSecond() > Long.parseLong(until)
                ? ConditionEvaluationResult.disabled("the time for tests is over")
                : ConditionEvaluationResult.enabled("there is time");
    }
}
