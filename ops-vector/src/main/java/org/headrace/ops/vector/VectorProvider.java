package org.headrace.ops.vector;

import java.util.Optional;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.FloatTile;
import org.headrace.ops.kernels.Fma;
import org.headrace.ops.kernels.FoldLoops;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.KernelProvider;
import org.headrace.ops.kernels.PhiloxLoops;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.SoftmaxLoops;

/** The kernels on the Vector API, where its module is. Loads without it too, so that it can say what is missing. */
public final class VectorProvider implements KernelProvider {
    private static final String MODULE = "jdk.incubator.vector";

    /** For the service loader. */
    public VectorProvider() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Optional<String> obstacle() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? Optional.empty()
                : Optional.of("the JVM runs without the module " + MODULE
                        + " (for several times the speed, start it with " + "--add-modules " + MODULE + ")");
    }

    @Override
    public boolean calibrated() {
        return false;
    }

    /** Made here and not before: without the module, its class does not load. */
    @Override
    public Gemm gemm() {
        return Shared.GEMM;
    }

    @Override
    public FloatTile floatTile() {
        return Fma.IN_HARDWARE ? new VectorTile() : KernelProvider.super.floatTile();
    }

    @Override
    public ChannelLoops<float[]> floatChannels() {
        return new VectorChannels();
    }

    @Override
    public Primitives<float[]> floats() {
        return Fma.IN_HARDWARE ? new VectorFloats() : KernelProvider.super.floats();
    }

    @Override
    public Primitives<double[]> doubles() {
        return Fma.IN_HARDWARE ? new VectorDoubles() : KernelProvider.super.doubles();
    }

    @Override
    public FoldLoops<float[]> floatFolds() {
        return Shared.FLOAT_FOLDS;
    }

    @Override
    public FoldLoops<double[]> doubleFolds() {
        return Shared.DOUBLE_FOLDS;
    }

    @Override
    public SoftmaxLoops<float[]> floatSoftmax() {
        return Fma.IN_HARDWARE ? new VectorFloatSoftmax() : KernelProvider.super.floatSoftmax();
    }

    @Override
    public SoftmaxLoops<double[]> doubleSoftmax() {
        return Fma.IN_HARDWARE ? new VectorDoubleSoftmax() : KernelProvider.super.doubleSoftmax();
    }

    @Override
    public AdamLoops adam() {
        return new VectorAdam();
    }

    @Override
    public PhiloxLoops philox() {
        return Shared.PHILOX;
    }

    private static final class Shared {
        static final Gemm GEMM = new VectorGemm();
        static final PhiloxLoops PHILOX = new VectorPhilox();
        static final FoldLoops<float[]> FLOAT_FOLDS = new VectorFloatFolds();
        static final FoldLoops<double[]> DOUBLE_FOLDS = new VectorDoubleFolds();
    }
}
