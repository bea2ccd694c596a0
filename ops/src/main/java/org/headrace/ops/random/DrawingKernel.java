package org.headrace.ops.random;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/** Draws in pieces, each from its own stretch of the random bits. */
final class DrawingKernel implements Kernel {
    /** How many numbers are a piece of work. */
    private static final int PIECE = 1 << 13;

    /** Where an output's random bits begin. */
    @FunctionalInterface
    interface Reservation {
        /** Makes {@code bits} the stream for {@code size} elements. */
        void reserve(KernelContext context, int size, Philox bits);
    }

    private final Distribution distribution;
    private final Reservation reservation;
    private final Workers workers;
    private final Workers.Piece work = this::piece;

    private final Philox start = new Philox(0, 0);
    /** Each worker's own. */
    private final Philox[] streams;

    private Tensor out = Tensor.of(0f);

    DrawingKernel(Distribution distribution, Reservation reservation, Workers workers) {
        this.distribution = distribution;
        this.reservation = reservation;
        this.workers = workers;
        this.streams = new Philox[workers.threads()];
        Arrays.setAll(streams, worker -> new Philox(0, 0));
    }

    @Override
    public void run(KernelContext context) {
        out = context.output(0);
        reservation.reserve(context, out.size(), start);
        workers.run((out.size() + PIECE - 1) / PIECE, work);
    }

    private void piece(int piece, int worker) {
        int from = piece * PIECE;
        streams[worker].set(start);
        distribution.fill(streams[worker], out, from, Math.min(out.size(), from + PIECE));
    }
}
