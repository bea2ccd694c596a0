package org.headrace.ops.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.STRING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.LookupOps.MutableHashTable;
import org.headrace.ops.LookupOps.StaticHashTable;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    @Test
    void wordsBecomeTheirPlaces() {
        StaticHashTable table = tf.lookup.indexTableFromTensor("emerson", "lake", "palmer");
        Output places = table.lookup(tf, tf.constant(new String[][] {{"lake", "and"}, {"palmer", "emerson"}}));
        try (Session session = new Session(graph)) {
            session.run(tf.tablesInitializer());
            assertThat(session.run(places)).isEqualTo(Tensor.of(new long[][] {{1, -1}, {2, 0}}));
            assertThat(session.run(table.size(tf)).toLong()).isEqualTo(3);
        }
    }

    @Test
    void placesBecomeWords() {
        StaticHashTable table = tf.lookup.indexToStringTableFromTensor("UNKNOWN", "emerson", "lake");
        Output words = table.lookup(tf, tf.constant(new long[] {1, 5, 0}));
        try (Session session = new Session(graph)) {
            session.run(tf.tablesInitializer());
            assertThat(session.run(words)).isEqualTo(Tensor.of((Object) new String[] {"lake", "UNKNOWN", "emerson"}));
        }
    }

    @Test
    void aTableMustBeFilledBeforeItIsAsked() {
        StaticHashTable table = tf.lookup.indexTableFromTensor("a", "b");
        Output place = table.lookup(tf, tf.constant(new String[] {"b"}));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(place))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Table not initialized");
        }
    }

    @Test
    void aTableIsFilledOnceThoughTheSameEntriesDoNoHarm() {
        Output keys = tf.placeholder(INT64, Shape.of(-1));
        Output values = tf.placeholder(FLOAT32, Shape.of(-1));
        StaticHashTable table = tf.lookup.staticHashTable(keys, values, 0.5f);
        Output found = table.lookup(tf, tf.constant(new long[] {7, 8}));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.feed(keys, new long[] {7, 7})
                            .feed(values, new float[] {1, 2})
                            .run(table.initializer()))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("HashTable has different value for same key");
            for (int i = 0; i < 2; i++) {
                session.feed(keys, new long[] {7, 9})
                        .feed(values, new float[] {1, 2})
                        .run(table.initializer());
            }
            assertThat(session.run(found).toFloatArray()).containsExactly(1, 0.5f);
            assertThatThrownBy(() -> session.feed(keys, new long[] {7})
                            .feed(values, new float[] {3})
                            .run(table.initializer()))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Table already initialized.");
        }
    }

    @Test
    void aMutableTableTakesEntriesAsItRuns() {
        MutableHashTable table = tf.lookup.mutableHashTable(STRING, INT64, -1);
        Output keys = tf.placeholder(STRING, Shape.of(-1));
        Output values = tf.placeholder(INT64, Shape.of(-1));
        Op insert = table.insert(tf, keys, values);
        Output found = table.lookup(tf, tf.constant(new String[] {"a", "b", "c"}));
        Output size = table.size(tf);
        try (Session session = new Session(graph)) {
            assertThat(session.run(found).toLongArray()).containsExactly(-1, -1, -1);
            session.feed(keys, new String[] {"a", "c"})
                    .feed(values, new long[] {1, 3})
                    .run(insert);
            session.feed(keys, new String[] {"a"}).feed(values, new long[] {10}).run(insert);
            assertThat(session.run(found).toLongArray()).containsExactly(10, -1, 3);
            assertThat(session.run(size).toLong()).isEqualTo(2);
        }
        try (Session session = new Session(graph)) {
            assertThat(session.run(size).toLong()).isZero();
        }
    }

    @Test
    void manyEntriesFit() {
        MutableHashTable table = tf.lookup.mutableHashTable(INT64, INT64, -1L);
        Output keys = tf.placeholder(INT64, Shape.of(-1));
        Op insert = table.insert(tf, keys, tf.square(keys));
        Output found = table.lookup(tf, keys);
        long[] numbers = LongStream.range(0, 1000).toArray();
        long[] squares = LongStream.range(0, 1000).map(i -> i * i).toArray();
        try (Session session = new Session(graph)) {
            session.feed(keys, numbers).run(insert);
            assertThat(session.feed(keys, numbers).run(found).toLongArray()).isEqualTo(squares);
        }
    }

    @Test
    void aFileFillsATable(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("vocabulary.txt"), "emerson 10\nlake 20\npalmer 30\n");
        Output name = tf.constant(file.toString());
        StaticHashTable table = tf.lookup.staticHashTable(name, STRING, 0, INT64, 1, -1, " ", -1);
        StaticHashTable lines = tf.lookup.indexTableFromFile(file.toString());
        StaticHashTable two = tf.lookup.staticHashTable(name, STRING, 0, INT64, 1, 2, " ", -1);
        StaticHashTable more = tf.lookup.staticHashTable(name, STRING, 0, INT64, 1, 4, " ", -1);
        StaticHashTable columns = tf.lookup.staticHashTable(name, STRING, 0, INT64, 2, -1, " ", -1);
        StaticHashTable letters = tf.lookup.staticHashTable(name, INT64, 0, INT64, 1, -1, " ", -1);
        try (Session session = new Session(graph)) {
            session.run(table.initializer(), lines.initializer(), two.initializer());
            Output keys = tf.constant(new String[] {"lake", "palmer", "lake 20"});
            assertThat(session.run(table.lookup(tf, keys)).toLongArray()).containsExactly(20, 30, -1);
            assertThat(session.run(lines.lookup(tf, keys)).toLongArray()).containsExactly(-1, -1, 1);
            assertThat(session.run(two.lookup(tf, keys)).toLongArray()).containsExactly(20, -1, -1);
            assertThatThrownBy(() -> session.run(more.initializer())).hasMessageContaining("expected 4 but got 3");
            assertThatThrownBy(() -> session.run(columns.initializer()))
                    .hasMessageContaining("expected at least 3 got 2");
            assertThatThrownBy(() -> session.run(letters.initializer()))
                    .hasMessageContaining("Field emerson in line 0 is not a valid int64.");
        }
    }

    @Test
    void aMissingFileIsAnError(@TempDir Path folder) {
        StaticHashTable table =
                tf.lookup.indexTableFromFile(folder.resolve("none.txt").toString());
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(table.initializer())).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void whatDoesNotFitTheTableIsRefusedWhenTheGraphIsBuilt() {
        StaticHashTable table = tf.lookup.indexTableFromTensor("a");
        assertThatThrownBy(() -> table.lookup(tf, tf.constant(1)))
                .hasMessageContaining("keys are int32, but the table's are string");
        assertThatThrownBy(() -> tf.addOp(new LookupTableSizeV2(), tf.identity(table.handle())))
                .hasMessageContaining("table_handle must be the output of a table's op itself");
    }
}
