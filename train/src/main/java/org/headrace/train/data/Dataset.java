package org.headrace.train.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Compression;

/**
 * A sequence of elements, made when somebody goes through it: TensorFlow's {@code tf.data.Dataset}, with functions in Java.
 *
 * <pre>{@code
 * var batches = Dataset.fromTensorSlices(images, labels).shuffle(10_000, 1).batch(32).prefetch(2);
 * for (Element batch : batches) {
 *     session.feed(x, batch.get(0)).feed(y, batch.get(1)).run(step);
 * }
 * }</pre>
 *
 * <p>Each method returns another data set and leaves this one as it is. The order of the elements is the same whatever the
 * number of threads. A pass can be begun any number of times, from any thread.
 */
public abstract class Dataset implements Iterable<Element> {
    /** TensorFlow's seed where no graph-level seed is set. */
    private static final long DEFAULT_GRAPH_SEED = 87654321;

    /** A data set of one's own: {@link #iterator} is all it needs. */
    protected Dataset() {}

    /** A new pass over the elements. */
    @Override
    public abstract DatasetIterator iterator();

    /** One element of these tensors: {@code Dataset.from_tensors}. */
    public static Dataset fromTensors(Tensor first, Tensor... more) {
        Element element = new Element(list(first, more));
        return fromGenerator(() -> Stream.of(element));
    }

    /**
     * The slices of tensors along their first dimension, which must be equal: {@code Dataset.from_tensor_slices}. The
     * tensors are not copied.
     *
     * @throws InvalidArgumentException if one is a scalar, or the first dimensions differ
     */
    public static Dataset fromTensorSlices(Tensor first, Tensor... more) {
        return new SliceDataset(list(first, more));
    }

    /** {@link #fromTensorSlices} of Java arrays of any rank, whose dtypes follow {@link Tensor#of(Object)}. */
    public static Dataset fromArrays(Object first, Object... more) {
        return new SliceDataset(list(first, more).stream().map(Tensor::of).toList());
    }

    private static <T> List<T> list(T first, T[] more) {
        List<T> all = new ArrayList<>();
        all.add(first);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** 0 to {@code stop}, not included, as int64 scalars. */
    public static Dataset range(long stop) {
        return range(0, stop, 1);
    }

    /** The numbers from {@code start} by {@code step}, {@code stop} not included, as int64 scalars. */
    public static Dataset range(long start, long stop, long step) {
        return new RangeDataset(start, stop, step);
    }

    /**
     * What a stream gives: {@code Dataset.from_generator}. Each pass asks for a new stream, and closes it.
     */
    public static Dataset fromGenerator(Supplier<? extends Stream<Element>> generator) {
        return new GeneratorDataset(generator);
    }

    /** The rows of a CSV file, one scalar a column: {@code tf.data.experimental.CsvDataset}. Read as it is needed. */
    public static Dataset fromCsv(Path file, CsvReader reader) {
        return fromGenerator(() -> reader.rows(file));
    }

    /** The records of a file, a string scalar each: {@code tf.data.TFRecordDataset}. Read as they are needed. */
    public static Dataset fromTfRecord(Path file) {
        return fromTfRecord(file, Compression.NONE);
    }

    /** The same of a file that is compressed as a whole. */
    public static Dataset fromTfRecord(Path file, Compression compression) {
        return new TfRecordDataset(file, compression);
    }

    /**
     * The pictures of a folder of folders, one a class, as they are needed: uint8 {@code [height, width, 3]} and the class,
     * an int32 scalar. {@link ImageFolder} has the names of the classes.
     */
    public static Dataset fromImages(Path root, int height, int width) {
        return ImageFolder.of(root, height, width, ImageFolder.RGB).dataset();
    }

    /** The elements of several data sets side by side, their components in one tuple; ends with the shortest. */
    public static Dataset zip(Dataset... datasets) {
        return new ZipDataset(List.of(datasets));
    }

    /**
     * The function's results, in the elements' order.
     *
     * @throws InvalidArgumentException from the iterator, naming the element, when the function throws
     */
    public Dataset map(Function<Element, Element> function) {
        return new MapDataset(this, function);
    }

    /**
     * The same with up to {@code parallelCalls} elements computed at a time, by as many threads; still in the elements'
     * order. The function is interrupted when the pass is closed.
     */
    public Dataset map(Function<Element, Element> function, int parallelCalls) {
        return new ParallelMapDataset(this, function, parallelCalls);
    }

    /** The elements for which the predicate holds. */
    public Dataset filter(Predicate<Element> predicate) {
        return new FilterDataset(this, predicate);
    }

    /** {@link #shuffle(int, long, boolean)} with another order in every run of the program, and every pass. */
    public Dataset shuffle(int bufferSize) {
        ThreadLocalRandom entropy = ThreadLocalRandom.current();
        return new ShuffleDataset(this, bufferSize, entropy.nextLong(), entropy.nextLong(), true);
    }

    /** {@link #shuffle(int, long, boolean)} with another order in every pass. */
    public Dataset shuffle(int bufferSize, long seed) {
        return shuffle(bufferSize, seed, true);
    }

    /**
     * The elements in random order. {@code bufferSize} of them are held, and each next one is drawn from these: for a
     * uniformly random order take the number of all elements. The order is TensorFlow 1.15's for this {@code seed} without
     * a graph-level one.
     *
     * @param reshuffleEachIteration whether every pass has another order: the first, second, ... pass over this object, be
     *     they passes of {@link #repeat} or iterators, always the first, second, ... order of the seed
     */
    public Dataset shuffle(int bufferSize, long seed, boolean reshuffleEachIteration) {
        return new ShuffleDataset(this, bufferSize, DEFAULT_GRAPH_SEED, seed, reshuffleEachIteration);
    }

    /** Elements stacked along a new first dimension, {@code size} a batch, the last one smaller if they do not divide. */
    public Dataset batch(int size) {
        return batch(size, false);
    }

    /**
     * Elements stacked along a new first dimension.
     *
     * @param dropRemainder leaves the last batch out if it is smaller
     * @throws InvalidArgumentException from the iterator, if the elements of a batch differ in dtype or shape
     */
    public Dataset batch(int size, boolean dropRemainder) {
        return new BatchDataset(this, size, dropRemainder);
    }

    /**
     * Batches as {@link #batch(int, boolean)} makes them, all full ones in the same arrays: for loops that must not
     * allocate batches. A batch is gone when the next one is asked for.
     */
    public ReusedBatches reusedBatches(int size, boolean dropRemainder) {
        return new ReusedBatches(this, size, dropRemainder);
    }

    /**
     * Elements padded at their ends with zeros (strings: with empty ones) and stacked.
     *
     * @param paddedShapes one a component; a dimension of -1 is padded to the longest of the batch
     * @throws InvalidArgumentException from the iterator, if an element is larger than its padded shape
     */
    public Dataset paddedBatch(int size, Shape... paddedShapes) {
        return new PaddedBatchDataset(this, size, List.of(paddedShapes), false);
    }

    /** The elements again and again, without end. */
    public Dataset repeat() {
        return repeat(-1);
    }

    /** The elements {@code count} times; without end for -1. */
    public Dataset repeat(long count) {
        return new RepeatDataset(this, count);
    }

    /** The first {@code count} elements; all for -1. */
    public Dataset take(long count) {
        return new TakeDataset(this, count);
    }

    /** All but the first {@code count} elements; none for -1. */
    public Dataset skip(long count) {
        return new SkipDataset(this, count);
    }

    /** These elements, then those of {@code other}. */
    public Dataset concatenate(Dataset other) {
        return new ConcatenateDataset(this, other);
    }

    /**
     * The same elements, made ahead of their use by a thread, so that reading goes on while a step is computed. At most
     * {@code bufferSize} elements wait, and one more is in the making.
     */
    public Dataset prefetch(int bufferSize) {
        return new PrefetchDataset(this, bufferSize);
    }
}
