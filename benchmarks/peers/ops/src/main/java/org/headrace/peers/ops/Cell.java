package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headrace.Tf;
import org.headrace.autodiff.Gradients;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;

/**
 * What is measured: some outputs of a graph whose inputs are variables.
 *
 * @param name the op, and which way
 * @param what the sizes, in words
 * @param graph adds the ops to a graph; returns the outputs that are to be computed
 */
record Cell(String name, String what, Builder graph) {
    /** Adds a cell's ops. */
    @FunctionalInterface
    interface Builder {
        List<Output> build(Tf tf, Inputs in);
    }

    /** Adds ops with one result. */
    @FunctionalInterface
    interface Function {
        Output build(Tf tf, Inputs in);
    }

    /** All cells, family by family. */
    static List<Cell> all() {
        return Stream.of(
                        ConvolutionCells.all(),
                        LayerCells.all(),
                        IndexCells.all(),
                        ImageCells.all(),
                        ArrayCells.all(),
                        LinalgCells.all())
                .flatMap(List::stream)
                .toList();
    }

    static Cell of(String name, String what, Function function) {
        return new Cell(name, what, (tf, in) -> List.of(function.build(tf, in)));
    }

    /** An op, and apart from it the gradients to all of its inputs of floats, with what they need of the op itself. */
    static List<Cell> withGradients(String name, String what, Function function) {
        return List.of(
                of(name, what, function),
                new Cell(name + ", with gradients", what, (tf, in) -> {
                    Output y = function.build(tf, in);
                    return gradients(tf, in, y, in.floats());
                }));
    }

    /** An op of an image and a filter, its gradient to the image and that to the filter. */
    static List<Cell> withEachGradient(String name, String what, Function function) {
        List<Cell> cells = new ArrayList<>();
        cells.add(of(name, what, function));
        List<String> inputs = List.of("input", "filter");
        for (int i = 0; i < inputs.size(); i++) {
            int input = i;
            cells.add(new Cell(name + ", gradient of the " + inputs.get(i), what, (tf, in) -> {
                Output y = function.build(tf, in);
                return gradients(tf, in, y, List.of(in.floats().get(input)));
            }));
        }
        return cells;
    }

    private static List<Output> gradients(Tf tf, Inputs in, Output y, List<Output> inputs) {
        List<Output> xs = List.copyOf(inputs);
        Output dy = in.floats(y.shape());
        return Gradients.of(tf, y).gradYs(List.of(dy)).withRespectTo(xs).stream()
                .map(gradient -> ((Gradient.Dense) gradient).value())
                .toList();
    }
}
