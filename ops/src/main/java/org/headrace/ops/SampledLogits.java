package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.CandidateOps.AccidentalHits;
import org.headrace.ops.CandidateOps.Candidates;
import org.jspecify.annotations.Nullable;

/**
 * The logits of true and of drawn classes, less the logarithms of how often they were to be expected, and their labels: a
 * row of {@code numTrue} times {@code 1 / numTrue}, then zeros.
 */
record SampledLogits(Output logits, Output labels) {
    static SampledLogits of(
            Ops s,
            Output weights,
            Output biases,
            Output trueClasses,
            Output inputs,
            int numSampled,
            int numClasses,
            int numTrue,
            @Nullable Candidates given,
            boolean removeAccidentalHits) {
        Output classes = trueClasses.dtype() == DType.INT64 ? trueClasses : s.cast(trueClasses, DType.INT64);
        Output flat = s.reshape(classes, -1);
        Candidates drawn = given != null
                ? given
                : s.nn.logUniformCandidateSampler(classes, numTrue, numSampled, true, numClasses, null);
        Output sampled = s.stopGradient(drawn.sampledCandidates());
        Output trueCount = s.stopGradient(drawn.trueExpectedCount());
        Output sampledCount = s.stopGradient(drawn.sampledExpectedCount());
        Output all = s.concat(List.of(flat, sampled), 0);
        Output allWeights = s.nn.embeddingLookup(weights, all);
        Output count = s.stridedSlice(s.shape(flat), Slice.at(0));
        Output trueWeights = s.slice(
                allWeights, vector(s, "begin", 0, 0), s.stack(List.of(count, s.constant(Tensor.of(-1), "stack/1"))));
        Output countToo = s.stridedSlice(s.shape(flat), Slice.at(0));
        Output sampledWeights = s.slice(
                allWeights,
                s.stack(List.of(countToo, s.constant(Tensor.of(0), "stack_1/1"))),
                vector(s, "size", -1, -1));
        Output sampledLogits = s.matmul(inputs, sampledWeights, false, true);
        Output allBiases = s.nn.embeddingLookup(biases, all);
        Output trueBiases = s.slice(allBiases, vector(s, "begin", 0), s.shape(flat));
        Output sampledBiases = s.slice(allBiases, s.shape(flat), vector(s, "size", -1));
        Output dim = s.stridedSlice(s.shape(trueWeights), Slice.range(1, 2));
        Output shape = s.concat(List.of(vector(s, "concat/values", -1, numTrue), dim), 0);
        Output dots = s.mul(s.expandDims(inputs, 1), s.reshape(trueWeights, shape));
        Output rows = s.reshape(dots, s.concat(List.of(vector(s, "concat/values", -1), dim), 0));
        Output trueLogits = s.reshape(sumRows(s, rows), -1, numTrue);
        trueLogits = s.withName("add").add(trueLogits, s.reshape(trueBiases, -1, numTrue));
        sampledLogits = s.withName("add").add(sampledLogits, sampledBiases);
        if (removeAccidentalHits) {
            sampledLogits = s.withName("add").add(sampledLogits, hits(s, classes, sampled, sampledLogits, numTrue));
        }
        trueLogits = s.withName("sub").sub(trueLogits, s.log(s.cast(trueCount, trueLogits.dtype())));
        sampledLogits = s.withName("sub").sub(sampledLogits, s.log(s.cast(sampledCount, trueLogits.dtype())));
        Output labels = s.concat(
                List.of(s.withName("truediv").div(s.onesLike(trueLogits), numTrue), s.zerosLike(sampledLogits)), 1);
        return new SampledLogits(s.concat(List.of(trueLogits, sampledLogits), 1), labels);
    }

    /** The lowest number where a drawn class is a true one of the row, elsewhere 0. */
    private static Output hits(Ops s, Output classes, Output sampled, Output sampledLogits, int numTrue) {
        AccidentalHits hits = s.nn.computeAccidentalHits(classes, sampled, numTrue);
        Output rows = s.reshape(hits.indices(), -1, 1);
        Output places = s.reshape(s.cast(hits.ids(), DType.INT32), -1, 1);
        Output indices = s.withName("sparse_indices").concat(List.of(rows, places), 1);
        Output counts = s.scatterNd(indices, s.onesLike(hits.weights()), s.shape(sampledLogits));
        Output once = s.cast(s.minimum(counts, 1), sampledLogits.dtype());
        return s.mul(s.stopGradient(once), -Float.MAX_VALUE);
    }

    private static Output vector(Ops s, String name, int... values) {
        return s.constant(Tensor.of(values), name);
    }

    /** The sums of a matrix's rows, by a product with ones. */
    static Output sumRows(Ops s, Output x) {
        Output columns = s.stridedSlice(s.shape(x), Slice.at(1));
        Output shape = s.stack(List.of(columns, s.constant(Tensor.of(1), "stack/1")));
        return s.reshape(s.matmul(x, s.ones(shape, x.dtype())), -1);
    }
}
