package org.headrace.train.data;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * A CSV file in memory.
 *
 * @param names the columns', if the file has a header, else none
 * @param columns a vector each, all of one length
 */
public record CsvTable(List<String> names, List<Tensor> columns) {
    public CsvTable {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
    }

    /** How many records there are. */
    public int rows() {
        return columns.get(0).size();
    }

    /**
     * The column of this name.
     *
     * @throws NotFoundException if there is none
     */
    public Tensor column(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new NotFoundException("there is no column '" + name + "': there are " + names);
        }
        return columns.get(i);
    }

    /**
     * The columns {@code from} to {@code to}, not included, side by side: {@code [rows, to - from]}.
     *
     * @throws InvalidArgumentException if there are no such columns, or their dtypes differ
     */
    public Tensor matrix(int from, int to) {
        if (from < 0 || from >= to || to > columns.size()) {
            throw new InvalidArgumentException(
                    "there are no columns " + from + " to " + to + ": there are " + columns.size());
        }
        DType dtype = columns.get(from).dtype();
        Tensor matrix = Tensor.zeros(dtype, Shape.of(rows(), to - from));
        for (int c = from; c < to; c++) {
            if (columns.get(c).dtype() != dtype) {
                throw new InvalidArgumentException("column " + from + " is " + dtype + ", but column " + c + " is "
                        + columns.get(c).dtype() + ": a matrix has one dtype");
            }
            for (int row = 0; row < rows(); row++) {
                Slices.copy(columns.get(c), row, matrix, (long) row * (to - from) + c - from, 1);
            }
        }
        return matrix;
    }
}
