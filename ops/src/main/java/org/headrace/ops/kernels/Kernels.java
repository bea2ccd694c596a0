package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels that this JVM uses, chosen on first use: the Vector API's if the module {@code jdk.incubator.vector} is
 * there, else plain Java, with jblas for large matrix products if its library loads and is the faster one.
 * {@code -Dheadrace.kernels=scalar} (or {@code jblas}, {@code vector}) decides instead.
 */
public final class Kernels {
    /** The system property that forces a choice. */
    public static final String PROPERTY = "headrace.kernels";

    private static final Logger log = LoggerFactory.getLogger(Kernels.class);

    private Kernels() {}

    /** So many multiplications make a large product. */
    private static final long LARGE = 1 << 20;

    /** The threads' scratch arrays for formulas, and their constants. */
    private static final TapeScratch.OfThreads SCRATCH = new TapeScratch.OfThreads();

    /** Made when it is first asked for: of the sets that take no time to choose. */
    private static final class Holder {
        static final @Nullable String FORCED = System.getProperty(PROPERTY);
        static final KernelProvider CHOSEN = choose(
                FORCED,
                load().stream()
                        .filter(provider -> FORCED != null || !provider.calibrated())
                        .toList(),
                GemmCalibration::isFaster);
        static final Gemm GEMM =
                FORCED == null && CHOSEN.name().equals(ScalarProvider.NAME) ? new Deferred(CHOSEN) : CHOSEN.gemm();
    }

    /** The set for large products where there are no vectors: to load jblas and calibrate it takes a quarter of a second. */
    private static final class LargeProducts {
        static final Gemm GEMM = choose(null, load(), GemmCalibration::isFaster).gemm();
    }

    /** Plain code for small products, and what calibration chooses for large ones. */
    private record Deferred(KernelProvider plain) implements Gemm {
        @Override
        public BlockProduct<float[]> floatBlocks(ProductSizes sizes) {
            return gemm(sizes).floatBlocks(sizes);
        }

        @Override
        public BlockProduct<double[]> doubleBlocks(ProductSizes sizes) {
            return gemm(sizes).doubleBlocks(sizes);
        }

        @Override
        public boolean cutsFreely(ProductSizes sizes) {
            return sizes.work() < LARGE && plain.gemm().cutsFreely(sizes);
        }

        @Override
        public boolean sums(ProductSizes term) {
            return term.work() < LARGE && plain.gemm().sums(term);
        }

        @Override
        public Product.Sum<float[]> floatSum(ProductSizes sizes, int[] depths, Workers workers, Product.Finish finish) {
            return plain.gemm().floatSum(sizes, depths, workers, finish);
        }

        @Override
        public Product.Sum<double[]> doubleSum(
                ProductSizes sizes, int[] depths, Workers workers, Product.Finish finish) {
            return plain.gemm().doubleSum(sizes, depths, workers, finish);
        }

        private Gemm gemm(ProductSizes sizes) {
            return sizes.work() < LARGE ? plain.gemm() : LargeProducts.GEMM;
        }
    }

    /** Decides whether a provider's product is faster than another's. */
    interface Calibration {
        boolean isFaster(Gemm candidate, Gemm reference);
    }

    /** The set of kernels in use. */
    public static KernelProvider provider() {
        return Holder.CHOSEN;
    }

    static TapeScratch.OfThreads scratch() {
        return SCRATCH;
    }

    /** The matrix product in use. */
    public static Gemm gemm() {
        return Holder.GEMM;
    }

    /** All providers that can be loaded; one that cannot is skipped. */
    private static List<KernelProvider> load() {
        return load(ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader())
                .iterator());
    }

    static List<KernelProvider> load(Iterator<KernelProvider> services) {
        List<KernelProvider> providers = new ArrayList<>();
        while (true) {
            try {
                if (!services.hasNext()) {
                    return providers;
                }
                providers.add(services.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                log.warn("A kernel provider cannot be loaded and is skipped: {}", broken.toString());
            }
        }
    }

    static KernelProvider choose(@Nullable String forced, List<KernelProvider> providers, Calibration calibration) {
        List<KernelProvider> best = providers.stream()
                .sorted(Comparator.comparingInt(KernelProvider::priority).reversed())
                .toList();
        if (forced != null) {
            return forced(forced, best);
        }
        KernelProvider plain = named(ScalarProvider.NAME, best);
        StringBuilder passedOver = new StringBuilder();
        for (KernelProvider provider : best) {
            String reason = reasonAgainst(provider, plain, calibration);
            if (reason == null) {
                log.info("Kernels: {}{}", provider.name(), passedOver);
                return provider;
            }
            passedOver.append("; not ").append(provider.name()).append(": ").append(reason);
        }
        throw new InvalidArgumentException("no kernels can be used" + passedOver);
    }

    private static @Nullable String reasonAgainst(
            KernelProvider provider, @Nullable KernelProvider plain, Calibration calibration) {
        if (provider.obstacle().isPresent()) {
            return provider.obstacle().get();
        }
        if (plain != null && provider.calibrated() && !calibration.isFaster(provider.gemm(), plain.gemm())) {
            return "plain Java is faster on this machine";
        }
        return null;
    }

    private static KernelProvider forced(String name, List<KernelProvider> providers) {
        KernelProvider provider = named(name, providers);
        if (provider == null) {
            throw new InvalidArgumentException("-D" + PROPERTY + "=" + name + " names no kernels: there are "
                    + providers.stream().map(KernelProvider::name).collect(Collectors.joining(", ")));
        }
        if (provider.obstacle().isPresent()) {
            throw new InvalidArgumentException("-D" + PROPERTY + "=" + name + " asks for kernels that cannot be used: "
                    + provider.obstacle().get());
        }
        log.info("Kernels: {}, because -D{} says so", name, PROPERTY);
        return provider;
    }

    private static @Nullable KernelProvider named(String name, List<KernelProvider> providers) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
