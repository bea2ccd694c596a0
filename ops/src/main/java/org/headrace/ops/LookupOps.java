package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.lookup.HashTableV2;
import org.headrace.ops.lookup.InitializeTableFromTextFileV2;
import org.headrace.ops.lookup.InitializeTableV2;
import org.headrace.ops.lookup.LookupTableFindV2;
import org.headrace.ops.lookup.LookupTableInsertV2;
import org.headrace.ops.lookup.LookupTableSizeV2;
import org.headrace.ops.lookup.MutableHashTableV2;

/** Tables from keys to values: TensorFlow's {@code tf.lookup} and {@code tf.contrib.lookup}. */
public final class LookupOps {
    /** TensorFlow's name for the collection of the ops that fill tables. */
    static final String TABLE_INITIALIZERS = "table_initializer";

    private final Ops tf;

    LookupOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * A table that {@link Ops#tablesInitializer} fills.
     *
     * @param handle the table's handle
     * @param initializer the op that fills it
     * @param defaultValue what keys have that are not in it, a scalar
     */
    public record StaticHashTable(Output handle, Op initializer, Output defaultValue) {
        /** The values of keys of any shape. */
        public Output lookup(Ops tf, Output keys) {
            return find(tf, handle, keys, defaultValue);
        }

        /** How many entries there are, an int64. */
        public Output size(Ops tf) {
            return count(tf, handle);
        }
    }

    /**
     * A table that changes as the graph runs.
     *
     * @param handle the table's handle
     * @param defaultValue what keys have that are not in it, a scalar
     */
    public record MutableHashTable(Output handle, Output defaultValue) {
        /** The values of keys of any shape. */
        public Output lookup(Ops tf, Output keys) {
            return find(tf, handle, keys, defaultValue);
        }

        /** Puts entries in, values of the keys' shape; a key that is there gets the new value. */
        public Op insert(Ops tf, Output keys, Output values) {
            return tf.withName(handle.op().name() + "_lookup_table_insert/LookupTableInsertV2")
                    .addOp(new LookupTableInsertV2(), handle, keys, values);
        }

        /** How many entries there are, an int64. */
        public Output size(Ops tf) {
            return count(tf, handle);
        }
    }

    private static Output find(Ops tf, Output handle, Output keys, Output defaultValue) {
        Ops s = tf.scoped(handle.op().name() + "_Lookup");
        return s.add(new LookupTableFindV2(), handle, keys, defaultValue);
    }

    private static Output count(Ops tf, Output handle) {
        Ops s = tf.scoped(handle.op().name() + "_Size");
        return s.add(new LookupTableSizeV2(), handle);
    }

    /**
     * A table of these keys and values, two vectors as long: TensorFlow's {@code StaticHashTable} with a
     * {@code KeyValueTensorInitializer}.
     *
     * @param keys int32, int64 or strings
     * @param values of any dtype but complex
     * @param defaultValue what other keys have
     */
    public StaticHashTable staticHashTable(Output keys, Output values, Object defaultValue) {
        Output handle = table(keys.dtype(), values.dtype());
        Output missing =
                tf.constant(Tensor.of(values.dtype(), defaultValue), handle.op().name() + "/Const");
        Ops s = tf.scoped("key_value_init");
        return known(handle, s.scope().finish(new InitializeTableV2(), List.of(handle, keys, values)), missing);
    }

    /**
     * A table of the lines of a text file: TensorFlow's {@code StaticHashTable} with a {@code TextFileInitializer}.
     *
     * @param filename a string scalar
     * @param keyIndex the column of the keys, or {@link InitializeTableFromTextFileV2#WHOLE_LINE} or
     *     {@link InitializeTableFromTextFileV2#LINE_NUMBER}
     * @param valueIndex the same of the values
     * @param vocabSize how many lines are read, -1 for all
     * @param delimiter what parts columns, one character
     */
    public StaticHashTable staticHashTable(
            Output filename,
            DType keyDtype,
            int keyIndex,
            DType valueDtype,
            int valueIndex,
            int vocabSize,
            String delimiter,
            Object defaultValue) {
        Output handle = table(keyDtype, valueDtype);
        Output missing =
                tf.constant(Tensor.of(valueDtype, defaultValue), handle.op().name() + "/Const");
        Ops s = tf.scoped("text_file_init");
        InitializeTableFromTextFileV2 type =
                new InitializeTableFromTextFileV2(keyIndex, valueIndex, vocabSize, delimiter);
        return known(handle, s.scope().finish(type, List.of(handle, filename)), missing);
    }

    private Output table(DType key, DType value) {
        return tf.withName("hash_table").add(new HashTableV2("", "", true, key, value));
    }

    private StaticHashTable known(Output handle, Op initializer, Output missing) {
        tf.graph().addToCollection(TABLE_INITIALIZERS, initializer);
        return new StaticHashTable(handle, initializer, missing);
    }

    /** The places, int64, of the words of a vocabulary, -1 for others: {@code tf.contrib.lookup.index_table_from_tensor}. */
    public StaticHashTable indexTableFromTensor(String... vocabularyList) {
        Ops s = tf.scoped("string_to_index");
        return s.lookup.staticHashTable(words(s, vocabularyList), places(s, vocabularyList.length), -1L);
    }

    /** The words of a vocabulary by their places, int64: {@code tf.contrib.lookup.index_to_string_table_from_tensor}. */
    public StaticHashTable indexToStringTableFromTensor(String defaultValue, String... vocabularyList) {
        Ops s = tf.scoped("index_to_string");
        return s.lookup.staticHashTable(places(s, vocabularyList.length), words(s, vocabularyList), defaultValue);
    }

    /** The numbers, int64, of the lines of a file, -1 for other texts: {@code tf.contrib.lookup.index_table_from_file}. */
    public StaticHashTable indexTableFromFile(String vocabularyFile) {
        Ops s = tf.scoped("string_to_index");
        Output filename = s.constant(Tensor.of((Object) vocabularyFile), "asset_filepath");
        int whole = InitializeTableFromTextFileV2.WHOLE_LINE;
        int number = InitializeTableFromTextFileV2.LINE_NUMBER;
        return s.lookup.staticHashTable(filename, DType.STRING, whole, DType.INT64, number, -1, "\t", -1L);
    }

    private static Output words(Ops s, String... vocabulary) {
        return s.constant(Tensor.of((Object) vocabulary), "Const");
    }

    private static Output places(Ops s, int n) {
        long[] places = new long[n];
        for (int i = 0; i < n; i++) {
            places[i] = i;
        }
        return s.constant(Tensor.wrap(Shape.of(n), places), "Const");
    }

    /**
     * A table that is empty at first.
     *
     * @param keyDtype int32, int64 or string
     * @param valueDtype any but complex
     * @param defaultValue what keys have that are not in it
     */
    public MutableHashTable mutableHashTable(DType keyDtype, DType valueDtype, Object defaultValue) {
        Output missing = tf.constant(Tensor.of(valueDtype, defaultValue), "Const");
        Output handle = tf.withName("MutableHashTable").add(new MutableHashTableV2("", "", true, keyDtype, valueDtype));
        return new MutableHashTable(handle, missing);
    }
}
