package org.headrace.ops.vector;

import java.util.Optional;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.FloatTile;
import org.headrace.ops.kernels.Fma;
import org.headrace.ops.kernels.FoldLoops;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.KernelProvider;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.PhiloxLoops;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.ScalarDoubleFolds;
import org.headrace.ops.kernels.ScalarDoubleSoftmax;
import org.headrace.ops.kernels.ScalarDoubles;
import org.headrace.ops.kernels.ScalarFloatFolds;
import org.headrace.ops.kernels.ScalarFloatSoftmax;
import org.headrace.ops.kernels.ScalarFloats;
import org.headrace.ops.kernels.ScalarGemm;
import org.headrace.ops.kernels.SoftmaxLoops;

/** The kernels on the Vector API, where its module is. Loads without it too, so that it can say what is missing. */
public final class VectorProvider implements KernelProvider {
    private static final String NAME = "vector";
    private static final String MODULE = "jdk.incubator.vector";

    /** For the service loader. */
    public VectorProvider() {}

    @Override
    public String name() {
        return NAME;
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

    /** Without fused multiply-add in hardware, tiles would be slow, and their bits not those of plain code. */
    @Override
    public Gemm gemm() {
        return Fma.IN_HARDWARE ? Shared.GEMM : new ScalarGemm();
    }

    @Override
    public FloatTile floatTile() {
        return Fma.IN_HARDWARE ? Shared.tile() : KernelProvider.super.floatTile();
    }

    @Override
    public ChannelLoops<float[]> floatChannels() {
        return new VectorChannels();
    }

    @Override
    public Primitives<float[]> floats() {
        return Fma.IN_HARDWARE ? Shared.FLOATS : KernelProvider.super.floats();
    }

    @Override
    public Primitives<double[]> doubles() {
        return Fma.IN_HARDWARE ? Shared.DOUBLES : KernelProvider.super.doubles();
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
        return Fma.IN_HARDWARE ? Shared.FLOAT_SOFTMAX : KernelProvider.super.floatSoftmax();
    }

    @Override
    public SoftmaxLoops<double[]> doubleSoftmax() {
        return Fma.IN_HARDWARE ? Shared.DOUBLE_SOFTMAX : KernelProvider.super.doubleSoftmax();
    }

    @Override
    public AdamLoops adam() {
        return Shared.ADAM;
    }

    @Override
    public PhiloxLoops philox() {
        return Shared.PHILOX;
    }

    /** The loops of this JVM: what has warmed up is warm for all. Who asks for vector code by name gets it at once. */
    private static final class Shared {
        private static final boolean AT_ONCE = NAME.equals(System.getProperty(Kernels.PROPERTY));

        static final Gemm GEMM = AT_ONCE ? VectorGemm.atOnce() : VectorGemm.warmingUp();
        static final Primitives<float[]> FLOATS = AT_ONCE
                ? new VectorFloats()
                : new WarmingPrimitives<>(new ScalarFloats(), VectorFloats::new, Shared::floats);
        static final Primitives<double[]> DOUBLES = AT_ONCE
                ? new VectorDoubles()
                : new WarmingPrimitives<>(new ScalarDoubles(), VectorDoubles::new, Shared::doubles);
        static final FoldLoops<float[]> FLOAT_FOLDS = AT_ONCE
                ? new VectorFloatFolds()
                : new WarmingFolds<>(new ScalarFloatFolds(), VectorFloatFolds::new, Shared::floats);
        static final FoldLoops<double[]> DOUBLE_FOLDS = AT_ONCE
                ? new VectorDoubleFolds()
                : new WarmingFolds<>(new ScalarDoubleFolds(), VectorDoubleFolds::new, Shared::doubles);
        static final SoftmaxLoops<float[]> FLOAT_SOFTMAX = AT_ONCE
                ? new VectorFloatSoftmax()
                : new WarmingSoftmax<>(new ScalarFloatSoftmax(), VectorFloatSoftmax::new, Shared::floats);
        static final SoftmaxLoops<double[]> DOUBLE_SOFTMAX = AT_ONCE
                ? new VectorDoubleSoftmax()
                : new WarmingSoftmax<>(new ScalarDoubleSoftmax(), VectorDoubleSoftmax::new, Shared::doubles);
        static final PhiloxLoops PHILOX = AT_ONCE ? new VectorPhilox() : new WarmingPhilox();
        static final AdamLoops ADAM = AT_ONCE ? new VectorAdam() : new WarmingAdam();

        /** Made only when asked for, as it needs to know the width of vectors. */
        static FloatTile tile() {
            return AT_ONCE ? new VectorTile() : Tile.WARMING;
        }

        private static final class Tile {
            static final FloatTile WARMING = new WarmingTile();
        }

        private static float[] floats(int n) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = 0.5f + i / (float) n;
            }
            return values;
        }

        private static double[] doubles(int n) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = 0.5 + i / (double) n;
            }
            return values;
        }
    }
}
