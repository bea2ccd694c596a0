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

    /** Who asks for vector code by name gets it before it is warm. */
    private static final boolean AT_ONCE = NAME.equals(System.getProperty(Kernels.PROPERTY));

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
        return Fma.IN_HARDWARE ? Products.LOOPS : new ScalarGemm();
    }

    @Override
    public FloatTile floatTile() {
        return Fma.IN_HARDWARE ? Tile.LOOPS : KernelProvider.super.floatTile();
    }

    @Override
    public ChannelLoops<float[]> floatChannels() {
        return Channels.LOOPS;
    }

    @Override
    public Primitives<float[]> floats() {
        return Fma.IN_HARDWARE ? Floats.LOOPS : KernelProvider.super.floats();
    }

    @Override
    public Primitives<double[]> doubles() {
        return Fma.IN_HARDWARE ? Doubles.LOOPS : KernelProvider.super.doubles();
    }

    @Override
    public FoldLoops<float[]> floatFolds() {
        return FloatFolds.LOOPS;
    }

    @Override
    public FoldLoops<double[]> doubleFolds() {
        return DoubleFolds.LOOPS;
    }

    @Override
    public SoftmaxLoops<float[]> floatSoftmax() {
        return Fma.IN_HARDWARE ? FloatSoftmax.LOOPS : KernelProvider.super.floatSoftmax();
    }

    @Override
    public SoftmaxLoops<double[]> doubleSoftmax() {
        return Fma.IN_HARDWARE ? DoubleSoftmax.LOOPS : KernelProvider.super.doubleSoftmax();
    }

    @Override
    public AdamLoops adam() {
        return Adam.LOOPS;
    }

    @Override
    public PhiloxLoops philox() {
        return RandomBits.LOOPS;
    }

    // The loops of this JVM: what has warmed up is warm for all. Each family is made when it is first asked for, and
    // its vector code when it is needed; lambdas say so and no method references, which would load the vector classes.

    private static final class Products {
        static final Gemm LOOPS = AT_ONCE ? VectorGemm.atOnce() : VectorGemm.warmingUp();
    }

    private static final class Tile {
        static final FloatTile LOOPS = AT_ONCE ? new VectorTile() : new WarmingTile();
    }

    private static final class Channels {
        static final ChannelLoops<float[]> LOOPS =
                AT_ONCE ? new VectorChannels() : new WarmingChannels(VectorProvider::someFloats);
    }

    private static final class Floats {
        static final Primitives<float[]> LOOPS = AT_ONCE
                ? new VectorFloats()
                : new WarmingPrimitives<>(new ScalarFloats(), () -> new VectorFloats(), VectorProvider::someFloats);
    }

    private static final class Doubles {
        static final Primitives<double[]> LOOPS = AT_ONCE
                ? new VectorDoubles()
                : new WarmingPrimitives<>(new ScalarDoubles(), () -> new VectorDoubles(), VectorProvider::someDoubles);
    }

    private static final class FloatFolds {
        static final FoldLoops<float[]> LOOPS = AT_ONCE
                ? new VectorFloatFolds()
                : new WarmingFolds<>(new ScalarFloatFolds(), () -> new VectorFloatFolds(), VectorProvider::someFloats);
    }

    private static final class DoubleFolds {
        static final FoldLoops<double[]> LOOPS = AT_ONCE
                ? new VectorDoubleFolds()
                : new WarmingFolds<>(
                        new ScalarDoubleFolds(), () -> new VectorDoubleFolds(), VectorProvider::someDoubles);
    }

    private static final class FloatSoftmax {
        static final SoftmaxLoops<float[]> LOOPS = AT_ONCE
                ? new VectorFloatSoftmax()
                : new WarmingSoftmax<>(
                        new ScalarFloatSoftmax(), () -> new VectorFloatSoftmax(), VectorProvider::someFloats);
    }

    private static final class DoubleSoftmax {
        static final SoftmaxLoops<double[]> LOOPS = AT_ONCE
                ? new VectorDoubleSoftmax()
                : new WarmingSoftmax<>(
                        new ScalarDoubleSoftmax(), () -> new VectorDoubleSoftmax(), VectorProvider::someDoubles);
    }

    private static final class Adam {
        static final AdamLoops LOOPS = AT_ONCE ? new VectorAdam() : new WarmingAdam();
    }

    private static final class RandomBits {
        static final PhiloxLoops LOOPS = AT_ONCE ? new VectorPhilox() : new WarmingPhilox();
    }

    // Rising and falling by turns, from and to 0.5 and 1.5.

    private static float[] someFloats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 == 0 ? 0.5f + i / (float) n : 1.5f - i / (float) n;
        }
        return values;
    }

    private static double[] someDoubles(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 2 == 0 ? 0.5 + i / (double) n : 1.5 - i / (double) n;
        }
        return values;
    }
}
