package org.headrace.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.internal.JavaValues;
import org.headrace.core.internal.Plan;
import org.headrace.core.internal.Program;
import org.jspecify.annotations.Nullable;

/** Values given to a run in place of outputs. Immutable: each {@code feed} returns a new one, and {@code run} ends it. */
public final class Feeds {
    private final Session session;
    private final List<Output> outputs;
    private final List<Tensor> values;

    Feeds(Session session, List<Output> outputs, List<Tensor> values) {
        this.session = session;
        this.outputs = outputs;
        this.values = values;
    }

    /**
     * Gives {@code value} as this output's value: a tensor or any Java value of the right shape, converted to the output's
     * dtype if no value is lost (see {@link Tensor#of(DType, Object)}). Feeding the same output again replaces it.
     */
    public Feeds feed(Output output, Object value) {
        session.requireOwn(output, "fed");
        Tensor tensor = valueFor(output, value);
        List<Output> newOutputs = new ArrayList<>(outputs);
        List<Tensor> newValues = new ArrayList<>(values);
        int before = newOutputs.indexOf(output);
        if (before >= 0) {
            newValues.set(before, tensor);
        } else {
            newOutputs.add(output);
            newValues.add(tensor);
        }
        return new Feeds(session, newOutputs, newValues);
    }

    /** Gives a value for the output of this name, {@code "x:0"}. */
    public Feeds feed(String output, Object value) {
        return feed(session.graph().output(output), value);
    }

    /** Gives values for outputs or names of outputs: TensorFlow's {@code feed_dict}. */
    public Feeds feed(Map<?, ?> feedDict) {
        Feeds feeds = this;
        for (Map.Entry<?, ?> entry : feedDict.entrySet()) {
            Object key = entry.getKey();
            Object value = entry.getValue();
            if (key instanceof Output output && value != null) {
                feeds = feeds.feed(output, value);
            } else if (key instanceof String name && value != null) {
                feeds = feeds.feed(name, value);
            } else {
                throw new InvalidArgumentException("Cannot interpret feed_dict entry " + key + " = " + value
                        + ": keys are outputs or their names, values are not null");
            }
        }
        return feeds;
    }

    static Tensor valueFor(Output output, @Nullable Object value) {
        if (value instanceof Fetch) {
            throw new InvalidArgumentException(
                    output.op(),
                    "The value of a feed cannot be an output of the graph (" + value
                            + "): run it first, and feed the tensor");
        }
        Tensor tensor;
        try {
            if (value == null) {
                throw new InvalidArgumentException("the value is null");
            }
            tensor = JavaValues.toTensor(output.dtype(), value);
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentException(
                    output.op(),
                    "cannot be fed as '" + output.name() + "' of " + output.spec() + ": " + e.getMessage());
        }
        if (!output.shape().isCompatibleWith(tensor.shape())) {
            throw new InvalidArgumentException(
                    output.op(),
                    "Cannot feed value of shape " + tensor.shape() + " for Tensor '" + output.name()
                            + "', which has shape '" + output.shape() + "'");
        }
        return tensor;
    }

    /** Runs with these feeds; the value of one output. */
    public Tensor run(Output fetch) {
        return run(List.of(fetch)).get(0);
    }

    /** Runs with these feeds. */
    public Fetched run(Fetch... fetches) {
        return run(Arrays.asList(fetches));
    }

    /** Runs with these feeds what the names say: {@code "z:0"} is an output, {@code "init"} an op. */
    public Fetched run(String... names) {
        return run(session.fetchesOf(names));
    }

    /** Runs with these feeds. */
    public Fetched run(List<? extends Fetch> fetches) {
        Plan plan = session.plan(fetches, outputs);
        List<Fetch> wanted = List.copyOf(fetches);
        @Nullable Tensor[] results = new Tensor[wanted.size()];
        session.execute(plan, values.toArray(new Tensor[0]), results);
        return new Fetched(wanted, results);
    }

    /** Says, a line per step, what a run of these fetches with these feeds does. */
    public String explain(Fetch... fetches) {
        Plan plan = session.plan(Arrays.asList(fetches), outputs);
        Program program = plan.make(values.toArray(new Tensor[0]), session.state(), false);
        return program.explain();
    }
}
