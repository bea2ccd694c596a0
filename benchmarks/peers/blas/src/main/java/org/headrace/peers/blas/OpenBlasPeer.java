package org.headrace.peers.blas;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.headrace.peers.Data;
import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;

/** OpenBLAS as bytedeco packages it, on memory outside the heap. */
public final class OpenBlasPeer implements Peer {
    @Override
    public String name() {
        return "openblas";
    }

    @Override
    public String version() {
        return "OpenBLAS 0.3.30";
    }

    @Override
    public void start(int threads) {
        if (threads > 0) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        if (!workload.startsWith("W7.")) {
            return null;
        }
        Data.Product p = Data.product(workload);
        FloatPointer a = new FloatPointer(p.a());
        FloatPointer b = new FloatPointer(p.b());
        FloatPointer c = new FloatPointer((long) p.m * p.n);
        return () -> {
            openblas_nolapack.cblas_sgemm(
                    openblas_nolapack.CblasRowMajor,
                    openblas_nolapack.CblasNoTrans,
                    openblas_nolapack.CblasNoTrans,
                    p.m,
                    p.n,
                    p.k,
                    1,
                    a,
                    p.k,
                    b,
                    p.n,
                    0,
                    c,
                    p.n);
            return c.get(0);
        };
    }
}
