package org.headrace.ops.vector;

import java.util.Optional;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.FloatTile;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.KernelProvider;

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
        return new VectorTile();
    }

    @Override
    public ChannelLoops<float[]> floatChannels() {
        return new VectorChannels();
    }

    private static final class Shared {
        static final Gemm GEMM = new VectorGemm();
    }
}
