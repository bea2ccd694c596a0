package org.headrace.train.hooks;

import java.math.BigDecimal;
import java.math.MathContext;
import org.headrace.core.Output;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how many steps a second there are, and writes it as the summary {@code global_step/sec}: TensorFlow's
 * {@code tf.train.StepCounterHook}. It warns of a global step that stands still.
 */
public final class StepCounterHook implements SessionRunHook {
    private static final Logger LOG = LoggerFactory.getLogger(StepCounterHook.class);
    private static final int PATIENCE = 20;
    private static final MathContext DIGITS = new MathContext(6);

    private final SecondOrStepTimer timer;
    private final @Nullable FileWriter writer;
    private @Nullable Output globalStep;
    private @Nullable SessionRunArgs args;
    private String tag = "";
    private long lastStep = -1;
    private int still;

    /** Only logs. */
    public StepCounterHook(SecondOrStepTimer timer) {
        this(timer, null);
    }

    /** Logs and, unless it is null, writes to {@code writer}, whose owner closes it. */
    public StepCounterHook(SecondOrStepTimer timer, @Nullable FileWriter writer) {
        this.timer = timer;
        this.writer = writer;
    }

    @Override
    public void begin(Ops tf) {
        globalStep = GlobalStep.require(tf, StepCounterHook.class);
        args = SessionRunArgs.of(globalStep);
        Output counted = new TrainOps(tf).getGlobalStep();
        tag = (counted == null ? globalStep : counted).op().name() + "/sec";
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        return args;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        long before = GlobalStep.value(values);
        if (globalStep != null && timer.shouldTriggerForStep(before + 1)) {
            long step = GlobalStep.value(context.session(), globalStep);
            if (timer.shouldTriggerForStep(step)) {
                SecondOrStepTimer.Elapsed elapsed = timer.updateLastTriggeredStep(step);
                if (elapsed != null) {
                    record(elapsed.steps() / elapsed.secs(), step);
                }
            }
        }
        still = before == lastStep ? still + 1 : 0;
        lastStep = before;
        if (still == PATIENCE) {
            still = 0;
            LOG.warn(
                    "It seems that global step (tf.train.getGlobalStep) has not been increased: it is {}. Give it to"
                            + " the optimizer's minimize or applyGradients.",
                    before);
        }
    }

    private void record(double stepsPerSec, long step) {
        if (writer != null) {
            writer.addSummary(Summary.scalar(tag, stepsPerSec), step);
        }
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{}: {}",
                    tag,
                    new BigDecimal(stepsPerSec, DIGITS).stripTrailingZeros().toPlainString());
        }
    }
}
