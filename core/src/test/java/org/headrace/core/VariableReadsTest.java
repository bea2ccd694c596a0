package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.headrace.core.Toys.Add;
import org.headrace.core.Toys.Assign;
import org.headrace.core.Toys.AssignAdd;
import org.headrace.core.Toys.Exchange;
import org.headrace.core.Toys.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run reads variables as they were when it started, unless the read depends on an assignment. */
class VariableReadsTest {
    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);
    private final Output v = toys.variable("v");
    private final Output w = toys.variable("w");
    private final Output one = toys.constant(1f);
    private final Output ten = toys.constant(10f);

    @BeforeEach
    void initialize() {
        session.run(
                toys.assign(v, toys.constant(5f)).op(),
                toys.assign(w, toys.constant(7f)).op());
    }

    @AfterEach
    void close() {
        session.close();
    }

    private float value(Output output) {
        return session.run(output).toFloat();
    }

    @Test
    void anUnorderedReadSeesTheOldValue() {
        Output before = toys.identity(v);
        Output inc = toys.assignAdd(v, one);
        Output after = toys.identity(v);
        Fetched fetched = session.run(before, inc.op(), after);
        assertThat(fetched.get(before).toFloat()).isEqualTo(5);
        assertThat(fetched.get(after).toFloat()).isEqualTo(5);
        assertThat(value(v)).isEqualTo(6);
    }

    @Test
    void aReadThatDependsByControlSeesTheNewValue() {
        Output inc = toys.assignAdd(v, one);
        Output read = toys.after(new Identity(), List.of(inc.op()), v).output(0);
        Op group = toys.after(new Toys.NoOp(), List.of(inc.op()));
        Output farther = toys.after(new Identity(), List.of(group), v).output(0);
        Fetched fetched = session.run(read, farther);
        assertThat(fetched.get(read).toFloat()).isEqualTo(6);
        assertThat(fetched.get(farther).toFloat()).isEqualTo(6);
    }

    @Test
    void anAssignmentsOutputIsTheNewValue() {
        Output inc = toys.assignAdd(v, one);
        assertThat(value(toys.add(inc, ten))).isEqualTo(16);
        assertThat(value(toys.identity(inc))).isEqualTo(7);
    }

    @Test
    void aFetchedVariableIsAsItWasWhenTheRunStarted() {
        Output inc = toys.assignAdd(v, one);
        Fetched fetched = session.run(v, inc);
        assertThat(fetched.get(v).toFloat()).isEqualTo(5);
        assertThat(fetched.get(inc).toFloat()).isEqualTo(6);
    }

    @Test
    void anAssignmentsOutputStaysAsItLeftTheVariable() {
        Output inc = toys.assignAdd(v, one);
        Output more = toys.assignAdd(inc, ten);
        Output late = toys.add(inc, one);
        Fetched fetched = session.run(inc, more, late);
        assertThat(fetched.get(inc).toFloat()).isEqualTo(6);
        assertThat(fetched.get(more).toFloat()).isEqualTo(16);
        assertThat(fetched.get(late).toFloat()).isEqualTo(7);
        assertThat(value(v)).isEqualTo(16);
    }

    @Test
    void aVariableMayBeAssignedWhatWasReadOfIt() {
        Output read = toys.identity(v);
        assertThat(value(toys.assignAdd(v, read))).isEqualTo(10);
        assertThat(value(toys.assignAdd(v, v))).isEqualTo(20);
        assertThat(value(toys.assign(v, toys.identity(toys.identity(v))))).isEqualTo(20);
        Output inc = toys.assignAdd(v, one);
        Op twice = toys.after(new AssignAdd(), List.of(inc.op()), v, v);
        assertThat(value(twice.output(0))).isEqualTo(42);
    }

    @Test
    void aliasesOfAReadAreReadsToo() {
        Output alias = toys.identity(toys.reshape(toys.identity(v), toys.constant(new int[] {1})));
        Output inc = toys.assignAdd(v, one);
        Output late = toys.add(alias, alias);
        Fetched fetched = session.run(late, inc, alias);
        assertThat(fetched.get(late)).isEqualTo(Tensor.of(new float[] {10}));
        assertThat(fetched.get(alias)).isEqualTo(Tensor.of(new float[] {5}));
    }

    @Test
    void aReadMayBeUsedBeforeAndAfterAnAssignment() {
        Output read = toys.identity(v);
        Output early = toys.add(read, one);
        Output set = toys.assign(v, early);
        Output late = toys.add(read, set);
        assertThat(value(late)).isEqualTo(5 + 6);
    }

    @Test
    void aDependentReadIsKeptFromLaterAssignments() {
        Output inc = toys.assignAdd(v, one);
        Output read = toys.after(new Identity(), List.of(inc.op()), v).output(0);
        Output more = toys.after(new AssignAdd(), List.of(read.op()), v, ten).output(0);
        Output sum = toys.after(new Add(), List.of(more.op()), read, one).output(0);
        Fetched fetched = session.run(read, sum, more);
        assertThat(fetched.get(read).toFloat()).isEqualTo(6);
        assertThat(fetched.get(sum).toFloat()).isEqualTo(7);
        assertThat(fetched.get(more).toFloat()).isEqualTo(16);
    }

    @Test
    void anAssignmentOfAnotherVariableChangesNothing() {
        Output inc = toys.assignAdd(w, one);
        Output sum = toys.add(v, inc);
        Output later = toys.assignAdd(v, ten);
        Fetched fetched = session.run(sum, later);
        assertThat(fetched.get(sum).toFloat()).isEqualTo(5 + 8);
    }

    @Test
    void oneOpMayChangeSeveralVariables() {
        Output readV = toys.identity(v);
        Output readW = toys.identity(w);
        Op exchange = toys.op(new Exchange(), "exchange", v, w);
        Output newW = toys.after(new Identity(), List.of(exchange), w).output(0);
        Fetched fetched = session.run(exchange.output(0), readV, readW, newW);
        assertThat(fetched.get(0).toFloat()).isEqualTo(7);
        assertThat(fetched.get(readV).toFloat()).isEqualTo(5);
        assertThat(fetched.get(readW).toFloat()).isEqualTo(7);
        assertThat(fetched.get(newW).toFloat()).isEqualTo(5);
    }

    @Test
    void aNewBufferIsSeenThroughEveryReference() {
        Output set = toys.assign(v, one);
        Output again = toys.assign(set, ten);
        Op inc = toys.after(new AssignAdd(), List.of(again.op()), set, one);
        Output read = toys.after(new Identity(), List.of(inc), v).output(0);
        assertThat(value(read)).isEqualTo(11);
        assertThat(value(v)).isEqualTo(11);
    }

    @Test
    void aVariableCanBeInitializedAndReadInOneRun() {
        Output fresh = toys.variable("fresh");
        Output init = toys.assign(fresh, one);
        Output read = toys.after(new Identity(), List.of(init.op()), fresh).output(0);
        assertThat(value(toys.add(read, toys.assignAdd(init, ten)))).isEqualTo(1 + 11);
    }

    /**
     * Random reads, aliases, sums and assignments, against the rule read literally: go through the ops in their order with
     * values that never change, and give a read the start value unless one of its ancestors writes its variable.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomGraphsFollowTheRule(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            checkRandomGraph(random, "seed " + seed + ", round " + round);
        }
    }

    private static void checkRandomGraph(Random random, String what) {
        var toys = new Toys();
        List<Output> variables = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            variables.add(toys.variable("v" + i));
        }
        List<Output> values = new ArrayList<>(List.of(toys.constant(1f), toys.constant(2f)));
        List<Output> references = new ArrayList<>(variables);
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            List<Op> controls = ops.isEmpty() || random.nextInt(3) > 0 ? List.of() : List.of(pick(random, ops));
            Output a = random.nextInt(3) > 0 ? pick(random, values) : pick(random, variables);
            Output b = random.nextInt(4) > 0 ? pick(random, values) : pick(random, references);
            Output reference = pick(random, references);
            Output made =
                    switch (random.nextInt(5)) {
                        case 0 ->
                            toys.after(new Identity(), controls, pick(random, variables))
                                    .output(0);
                        case 1 -> toys.after(new Identity(), controls, a).output(0);
                        case 2 -> toys.after(new Add(), controls, a, b).output(0);
                        case 3 ->
                            toys.after(new Assign(), controls, reference, b).output(0);
                        default ->
                            toys.after(new AssignAdd(), controls, reference, b).output(0);
                    };
            ops.add(made.op());
            (made.isReference() ? references : values).add(made);
        }
        List<Output> candidates = new ArrayList<>(values);
        candidates.addAll(references);
        List<Output> fetches = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            fetches.add(pick(random, candidates));
        }
        try (var session = new Session(toys.graph)) {
            Map<Output, Float> state = new LinkedHashMap<>();
            for (int i = 0; i < variables.size(); i++) {
                state.put(variables.get(i), 100f * (i + 1));
                session.run(toys.assign(variables.get(i), toys.constant(100f * (i + 1)))
                        .op());
            }
            for (int run = 0; run < 2; run++) {
                List<Float> expected = new Interpreter(state, fetches).run();
                Fetched fetched = session.run(fetches);
                for (int i = 0; i < fetches.size(); i++) {
                    assertThat(fetched.get(i).toFloat())
                            .as(
                                    "%s, run %d, %s in%n%s",
                                    what, run, fetches.get(i).name(), toys.graph)
                            .isEqualTo(expected.get(i));
                }
                state.forEach((variable, value) ->
                        assertThat(session.run(variable).toFloat()).as(what).isEqualTo(value));
            }
        }
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The rule, with values instead of buffers. */
    private static final class Interpreter {
        private final Map<Output, Float> start;
        private final Map<Output, Float> state;
        private final List<Output> fetches;
        private final Map<Output, Float> values = new HashMap<>();
        /** By op: the writing ops among its ancestors, itself not counted. */
        private final Map<Op, Set<Op>> before = new HashMap<>();

        Interpreter(Map<Output, Float> state, List<Output> fetches) {
            this.start = Map.copyOf(state);
            this.state = state;
            this.fetches = fetches;
        }

        List<Float> run() {
            Set<Op> needed = new HashSet<>();
            fetches.forEach(fetch -> need(fetch.op(), needed));
            for (Op op : fetches.get(0).graph().ops()) {
                if (needed.contains(op)) {
                    compute(op);
                }
            }
            return fetches.stream()
                    .map(fetch -> start.containsKey(fetch) ? start.get(fetch) : values.get(fetch))
                    .toList();
        }

        private void need(Op op, Set<Op> needed) {
            if (needed.add(op)) {
                op.inputs().forEach(input -> need(input.op(), needed));
                op.controlInputs().forEach(control -> need(control, needed));
            }
        }

        private void compute(Op op) {
            Set<Op> writers = new HashSet<>();
            List<Op> predecessors = new ArrayList<>(op.controlInputs());
            op.inputs().forEach(input -> predecessors.add(input.op()));
            for (Op predecessor : predecessors) {
                writers.addAll(before.getOrDefault(predecessor, Set.of()));
                if (predecessor.type() instanceof Assigning) {
                    writers.add(predecessor);
                }
            }
            before.put(op, writers);
            if (op.type() instanceof Toys.Const constant) {
                values.put(op.output(0), constant.value().toFloat());
            } else if (op.type() instanceof Identity) {
                values.put(op.output(0), read(op, 0));
            } else if (op.type() instanceof Add) {
                values.put(op.output(0), read(op, 0) + read(op, 1));
            } else if (op.type() instanceof Assigning) {
                Output variable = variable(op.input(0));
                float value = read(op, 1) + (op.type() instanceof AssignAdd ? known(state, variable) : 0);
                state.put(variable, value);
                values.put(op.output(0), value);
            }
        }

        private float read(Op op, int i) {
            Output input = op.input(i);
            if (!start.containsKey(input)) {
                return known(values, input);
            }
            boolean depends = known(before, op).stream()
                    .anyMatch(writer -> variable(writer.input(0)).equals(input));
            return known(depends ? state : start, input);
        }

        private static <K, V> V known(Map<K, V> map, K key) {
            return Objects.requireNonNull(map.get(key));
        }

        private static Output variable(Output reference) {
            Output output = reference;
            while (output.op().type() instanceof Assigning) {
                output = output.op().input(0);
            }
            return output;
        }
    }

    @Test
    void planningALargeTrainingGraphTakesNoTime() {
        Output x = toys.placeholder("x");
        List<Output> variables = new ArrayList<>();
        List<Op> steps = new ArrayList<>();
        Output y = x;
        for (int i = 0; i < 400; i++) {
            Output variable = toys.variable("weight");
            variables.add(variable);
            y = toys.add(y, toys.identity(variable));
            for (int k = 0; k < 10; k++) {
                y = toys.add(y, x);
            }
        }
        for (Output variable : variables) {
            session.run(toys.assign(variable, one).op());
            steps.add(toys.assignAdd(variable, y).op());
        }
        Op train = toys.after(new Toys.NoOp(), steps);
        assertThat(toys.graph.size()).isGreaterThan(5000);
        var threads = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            try (var fresh = new Session(toys.graph)) {
                long start = threads.getCurrentThreadCpuTime();
                fresh.prepare(List.of(train, y), List.of(x));
                fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
            }
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofSeconds(1));
    }
}
