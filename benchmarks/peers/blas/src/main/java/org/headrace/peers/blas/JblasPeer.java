package org.headrace.peers.blas;

import org.headrace.peers.Data;
import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.jblas.NativeBlas;
import org.jspecify.annotations.Nullable;

/** jblas, whose arrays are on the heap and whose matrices are stored by columns: it computes c' = b' a'. */
public final class JblasPeer implements Peer {
    @Override
    public String name() {
        return "jblas";
    }

    @Override
    public String version() {
        return "jblas 1.2.5";
    }

    @Override
    public void start(int threads) {
        NativeBlas.sdot(1, new float[1], 0, 1, new float[1], 0, 1);
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        if (!workload.startsWith("W7.")) {
            return null;
        }
        Data.Product p = Data.product(workload);
        float[] a = p.a();
        float[] b = p.b();
        float[] c = new float[p.m * p.n];
        return () -> {
            NativeBlas.sgemm('N', 'N', p.n, p.m, p.k, 1, b, 0, p.n, a, 0, p.k, 0, c, 0, p.n);
            return c[0];
        };
    }
}
