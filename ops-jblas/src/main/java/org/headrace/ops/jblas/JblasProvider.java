package org.headrace.ops.jblas;

import java.util.Optional;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.kernels.Gemm;
import org.headrace.ops.kernels.KernelProvider;
import org.jspecify.annotations.Nullable;

/** The kernels of jblas, where its native library loads. */
public final class JblasProvider implements KernelProvider {
    private JblasGemm.@Nullable Probe probe;

    /** For the service loader; loads nothing yet. */
    public JblasProvider() {}

    @Override
    public String name() {
        return "jblas";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public Optional<String> obstacle() {
        return probe().failure();
    }

    /** Yes: the library is of 2020 and takes slow paths on the CPUs that it does not know. */
    @Override
    public boolean calibrated() {
        return true;
    }

    @Override
    public Gemm gemm() {
        return probe().gemm()
                .orElseThrow(() -> new UnimplementedException(probe().failure().orElse("jblas does not work")));
    }

    private synchronized JblasGemm.Probe probe() {
        if (probe == null) {
            probe = JblasGemm.probe();
        }
        return probe;
    }
}
