package io.github.coconut4j.tuning.spark.training;

import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a worker has lost its executor; that its share is computed again shows in nothing else. */
final class LostExecutors extends SparkListener {
    private static final Logger LOG = LoggerFactory.getLogger(LostExecutors.class);

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.reason() instanceof ExecutorLostFailure lost) {
            LOG.warn(
                    "Worker {} has lost its executor ({}); its share is computed again.",
                    task.taskInfo().index(),
                    lost.reason().isDefined() ? lost.reason().get().strip() : "for no reason known");
        }
    }
}
