package org.headrace.core;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A graph and a few toy ops for it: the core is tested with ops of the tests' own, for it has none. */
final class Toys {
    final Graph graph = new Graph();

    record Const(Tensor value) implements StaticValue {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(value.spec());
        }

        @Override
        public Tensor staticValue(InferContext in, int output) {
            return value;
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> context.setOutput(0, value);
        }
    }

    record Placeholder(DType dtype, Shape shape) implements Stateful {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(new TensorSpec(dtype, shape));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                throw context.error(
                        "You must feed a value for placeholder tensor '%s'",
                        signature.op().name());
            };
        }
    }

    record VariableV2(DType dtype, Shape shape) implements VariableType {
        @Override
        public java.util.Map<String, Object> attributes(Op op) {
            return java.util.Map.of("dtype", dtype, "shape", shape);
        }
    }

    record Assign() implements Assigning {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(1));
        }

        /** Never copies into the old buffer, so that who still holds that one is found out. */
        @Override
        public Kernel kernel(Signature signature) {
            return context -> context.setVariable(0, context.input(1).copy());
        }
    }

    record AssignAdd() implements Assigning {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                float[] to = context.variable(0).floats();
                float[] from = context.input(1).floats();
                for (int i = 0; i < context.variable(0).size(); i++) {
                    to[i] += from[i];
                }
            };
        }
    }

    /** Swaps two variables' values: writes its first two inputs. */
    record Exchange() implements Assigning {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public boolean takesReference(int input) {
            return input < 2;
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                Tensor first = context.variable(0);
                context.setVariable(0, context.variable(1));
                context.setVariable(1, first);
            };
        }
    }

    /** Of equal shapes. */
    record Add() implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            if (!in.shape(0).isCompatibleWith(in.shape(1))) {
                throw in.error("a is %s, b is %s", in.shape(0), in.shape(1));
            }
            return List.of(in.input(0).withShape(in.shape(0).merge(in.shape(1))));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                float[] a = context.input(0).floats();
                float[] b = context.input(1).floats();
                float[] sum = context.output(0).floats();
                for (int i = 0; i < context.output(0).size(); i++) {
                    sum[i] = a[i] + b[i];
                }
            };
        }
    }

    record Identity() implements Aliasing {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> context.output(0).setFrom(context.input(0));
        }
    }

    record Reshape() implements Aliasing {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0).withShape(in.constantAsShape(1)));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> context.output(0).setFrom(context.input(0));
        }
    }

    /** How often this session has run it. */
    record Counter() implements Stateful {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(TensorSpec.of(DType.INT32));
        }

        @Override
        public Kernel kernel(Signature signature) {
            AtomicInteger count = signature.state(AtomicInteger::new);
            return context -> context.output(0).ints()[0] = count.incrementAndGet();
        }
    }

    /** A copy that tells the test how often it was made. */
    record Counted(AtomicInteger runs) implements Stateful {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                runs.incrementAndGet();
                context.output(0).setFrom(context.input(0));
            };
        }
    }

    /** The positive elements: a vector whose length depends on the values. */
    record Positive() implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0).withShape(Shape.of(-1)));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                float[] x = Arrays.copyOf(
                        context.input(0).floats(), context.input(0).size());
                int n = 0;
                for (float value : x) {
                    n += value > 0 ? 1 : 0;
                }
                float[] y = context.allocate(0, Shape.of(n)).floats();
                n = 0;
                for (float value : x) {
                    if (value > 0) {
                        y[n++] = value;
                    }
                }
            };
        }
    }

    /** Hands input 0 to output 1 if input 1 is true, else to output 0. */
    record Switch() implements Routing {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0), in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                if (context.isDead(0) || context.isDead(1)) {
                    context.kill(0);
                    context.kill(1);
                    return;
                }
                int taken = context.input(1).toBoolean() ? 1 : 0;
                context.setOutput(taken, context.input(0));
                context.kill(1 - taken);
            };
        }
    }

    /** Hands on the one input that is not dead. */
    record Merge() implements Routing {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0).withShape(Shape.unknown()));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                for (int i = 0; i < signature.inputs(); i++) {
                    if (!context.isDead(i)) {
                        context.setOutput(0, context.input(i));
                        return;
                    }
                }
                context.kill(0);
            };
        }
    }

    /** Breaks its promises when it is asked to keep them: in its shape function, its kernel's making, or its kernel. */
    record Broken(String where, Supplier<RuntimeException> error) implements Stateful {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            breakIn("infer");
            return List.of(TensorSpec.of(DType.FLOAT32));
        }

        @Override
        public Kernel kernel(Signature signature) {
            breakIn("kernel");
            return context -> breakIn("run");
        }

        private void breakIn(String place) {
            if (where.equals(place)) {
                throw error.get();
            }
        }
    }

    record NoOp() implements Stateful {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of();
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {};
        }
    }

    Op op(OpType type, String name, Output... inputs) {
        return graph.add(OpDef.of(type, name, inputs));
    }

    Output out(OpType type, Output... inputs) {
        return op(type, type.name(), inputs).output(0);
    }

    /** The op runs after these. */
    Op after(OpType type, List<Op> controls, Output... inputs) {
        return graph.add(new OpDef(type, type.name(), List.of(inputs), controls, "", null));
    }

    Output constant(Object value) {
        return out(new Const(Tensor.of(value)));
    }

    Output placeholder(String name, long... dims) {
        return op(new Placeholder(DType.FLOAT32, Shape.of(dims)), name).output(0);
    }

    Output variable(String name, long... dims) {
        return op(new VariableV2(DType.FLOAT32, Shape.of(dims)), name).output(0);
    }

    Output add(Output a, Output b) {
        return out(new Add(), a, b);
    }

    Output identity(Output x) {
        return out(new Identity(), x);
    }

    Output assign(Output variable, Output value) {
        return out(new Assign(), variable, value);
    }

    Output assignAdd(Output variable, Output value) {
        return out(new AssignAdd(), variable, value);
    }

    Output reshape(Output x, Output shape) {
        return out(new Reshape(), x, shape);
    }
}
