package org.headrace.ops.random;

import java.util.Arrays;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/** Draws samples in pieces; numbers of the random stream go first through the samples of one parameter. */
final class SamplingKernel implements Kernel, Workers.Piece {
    /** How many samples are a piece of work. */
    private static final int PIECE = 1 << 9;

    private static final Set<DType> SUPPORTED = Set.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);

    private final Sampling sampling;
    private final PhiloxGenerator generator;
    private final Workers workers;
    private final Philox start = new Philox(0, 0);
    private final SampleBits[] bits;
    private Tensor parameters = Tensor.of(0f);
    private Tensor out = Tensor.of(0f);

    private SamplingKernel(Sampling sampling, PhiloxGenerator generator, Workers workers) {
        this.sampling = sampling;
        this.generator = generator;
        this.workers = workers;
        this.bits = new SampleBits[workers.threads()];
        Arrays.setAll(bits, worker -> new SampleBits());
    }

    static SamplingKernel of(Sampling sampling, Signature signature) {
        for (DType dtype :
                new DType[] {signature.input(1).dtype(), signature.output(0).dtype()}) {
            if (!SUPPORTED.contains(dtype)) {
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": draw float32 and cast that");
            }
        }
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(sampling.seed(), sampling.seed2()));
        return new SamplingKernel(sampling, generator, signature.workers());
    }

    @Override
    public void run(KernelContext context) {
        parameters = context.input(1);
        out = context.output(0);
        for (int i = 0; i < parameters.size(); i++) {
            sampling.check(parameters.doubleAt(i), context);
        }
        generator.reserveOutputs(out.size(), start);
        workers.run((out.size() + PIECE - 1) / PIECE, this);
    }

    @Override
    public void run(int piece, int worker) {
        int each = out.size() / parameters.size();
        int end = Math.min(out.size(), (piece + 1) * PIECE);
        for (int number = piece * PIECE; number < end; number++) {
            int parameter = number / each;
            bits[worker].begin(start, number);
            double sample = sampling.sample(parameters.doubleAt(parameter), bits[worker]);
            store(sample, number % each * parameters.size() + parameter);
        }
    }

    private void store(double sample, int at) {
        switch (out.dtype().storage()) {
            case FLOATS -> out.floats()[at] = (float) sample;
            case DOUBLES -> out.doubles()[at] = sample;
            case INTS -> out.ints()[at] = (int) sample;
            default -> out.longs()[at] = (long) sample;
        }
    }
}
