package org.headrace.ops.kernels;

import java.util.Optional;

/** The kernels in plain Java, which work everywhere. */
public final class ScalarProvider implements KernelProvider {
    static final String NAME = "scalar";

    private final Gemm gemm = new ScalarGemm();

    /** For the service loader. */
    public ScalarProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public boolean calibrated() {
        return false;
    }

    @Override
    public Gemm gemm() {
        return gemm;
    }
}
