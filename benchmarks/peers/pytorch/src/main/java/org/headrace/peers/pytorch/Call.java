package org.headrace.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;
import org.headrace.peers.PeerWorkload;

/** A kernel on resident operands. */
final class Call implements PeerWorkload {
    private final NDManager manager;
    private final Supplier<NDArray> kernel;
    private final NDArray[] operands;

    Call(NDManager base, Supplier<NDArray> kernel, NDArray... operands) {
        this.manager = base.newSubManager();
        this.kernel = kernel;
        this.operands = operands;
    }

    /** The operands belong to the call's own manager meanwhile, so that all temporaries end with it. */
    private NDArray run(NDManager fresh) {
        for (NDArray operand : operands) {
            operand.tempAttach(fresh);
        }
        return kernel.get();
    }

    @Override
    public double step() {
        try (NDManager fresh = manager.newSubManager()) {
            run(fresh);
            return Double.NaN;
        }
    }

    @Override
    public double check() {
        try (NDManager fresh = manager.newSubManager()) {
            return run(fresh).flatten().toFloatArray()[0];
        }
    }

    @Override
    public void close() {
        manager.close();
        for (NDArray operand : operands) {
            operand.close();
        }
    }
}
