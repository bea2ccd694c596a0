package org.headrace.train.data;

import java.util.Arrays;
import org.headrace.core.InvalidArgumentException;
import org.headrace.ops.random.Philox;
import org.jspecify.annotations.Nullable;

/**
 * The input's elements in random order: each is drawn from a buffer, and the next one of the input takes its place.
 * For the same seeds TensorFlow 1.15 gives the same order. TensorFlow op {@code ShuffleDataset}.
 */
final class ShuffleDataset extends Dataset {
    private static final long WORD = 0xFFFFFFFFL;
    private static final int FIRST_BUFFER = 1024;

    private final Dataset input;
    private final int bufferSize;
    private final long seed;
    private final long seed2;
    /** Gives each pass its own seeds; null if all passes have the same order. */
    private final @Nullable Words passes;

    ShuffleDataset(Dataset input, int bufferSize, long seed, long seed2, boolean reshuffleEachIteration) {
        if (bufferSize < 1) {
            throw new InvalidArgumentException("buffer_size must be greater than zero.");
        }
        this.input = input;
        this.bufferSize = bufferSize;
        this.seed = seed;
        this.seed2 = seed2;
        this.passes = reshuffleEachIteration ? new Words(seed, seed2) : null;
    }

    @Override
    public DatasetIterator iterator() {
        return new Shuffled(input.iterator(), bufferSize, wordsOfPass());
    }

    private Words wordsOfPass() {
        if (passes == null) {
            return new Words(seed, seed2);
        }
        synchronized (passes) {
            long first = passes.next();
            long second = passes.next();
            return new Words(first, second);
        }
    }

    /** The words of a Philox stream, one after the other. */
    private static final class Words {
        private static final int PER_BLOCK = 4;

        private final Philox stream;
        private int used = PER_BLOCK;

        Words(long seed, long seed2) {
            stream = new Philox(seed, seed2);
        }

        /** Unsigned, 32 bits. */
        long next() {
            if (used == PER_BLOCK) {
                stream.next();
                used = 0;
            }
            return stream.word(used++) & WORD;
        }
    }

    private static final class Shuffled extends InputIterator {
        private final int bufferSize;
        private final Words words;
        /** A ring: element {@code i}, from {@code start} to {@code end}, lies at {@code i % bufferSize}. */
        private @Nullable Element[] buffer;

        private long start;
        private long end;
        private boolean inputEnded;

        Shuffled(DatasetIterator input, int bufferSize, Words words) {
            super(input);
            this.bufferSize = bufferSize;
            this.words = words;
            this.buffer = new @Nullable Element[Math.min(bufferSize, FIRST_BUFFER)];
        }

        @Override
        protected @Nullable Element pull() {
            fill();
            if (start == end) {
                return null;
            }
            int drawn = (int) ((start + words.next() % (end - start)) % bufferSize);
            int first = (int) (start % bufferSize);
            Element element = buffer[drawn];
            buffer[drawn] = buffer[first];
            buffer[first] = null;
            start++;
            return element;
        }

        private void fill() {
            while (!inputEnded && end - start < bufferSize) {
                Element element = fromInput();
                if (element == null) {
                    inputEnded = true;
                } else {
                    put(element);
                }
            }
        }

        private void put(Element element) {
            int at = (int) (end % bufferSize);
            if (at == buffer.length) {
                // Filled for the first time; nothing is drawn before it is full, so no ring has to be unrolled.
                buffer = Arrays.copyOf(buffer, (int) Math.min(bufferSize, 2L * buffer.length));
            }
            buffer[at] = element;
            end++;
        }
    }
}
