package org.headrace.examples;

import java.util.ArrayList;
import java.util.List;
import org.headrace.train.data.NumpyRandom;

/**
 * The shape of an open or closed hand, palm to the viewer, thumb at the left, as signed distances: negative inside,
 * positive outside. All parts are capsules, thick lines whose ends may differ in thickness. Lengths are in half pictures,
 * y points up, and the middle of the palm is near (0, -0.25).
 *
 * @param open forearm, palm and the fingers that are up, grown together
 * @param folded the fingers that are down, lying on the palm; the thumb, if it is down too, comes last and lies on top
 */
record Hand(Shape open, List<Shape> folded) {
    private static final double[] KNUCKLE_X = {-0.27, -0.09, 0.09, 0.26};
    private static final double[] KNUCKLE_Y = {0.02, 0.07, 0.05, -0.03};
    private static final double[] LENGTH = {0.60, 0.68, 0.62, 0.48};
    private static final double[] RADIUS = {0.088, 0.090, 0.086, 0.076};
    private static final double[] SPREAD_DEGREES = {14, 4, -6, -18};

    /** How much two parts that touch run together. */
    private static final double WEB = 0.05;

    /** A line from a to b, as thick as {@code ra} at one end and {@code rb} at the other. */
    record Capsule(double ax, double ay, double ra, double bx, double by, double rb) {
        double distance(double x, double y) {
            double dx = bx - ax;
            double dy = by - ay;
            double along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
            double t = Math.max(0, Math.min(1, along));
            double px = x - ax - t * dx;
            double py = y - ay - t * dy;
            return Math.sqrt(px * px + py * py) - (ra + t * (rb - ra));
        }
    }

    /** Capsules grown together. */
    record Shape(List<Capsule> parts) {
        double distance(double x, double y) {
            double distance = Double.POSITIVE_INFINITY;
            for (int i = 0; i < parts.size(); i++) {
                distance = smoothMin(distance, parts.get(i).distance(x, y));
            }
            return distance;
        }

        /** The smaller one, less a little where they are nearly equal, which rounds the corner between two parts. */
        private static double smoothMin(double a, double b) {
            double apart = Math.abs(a - b);
            if (apart >= WEB) {
                return Math.min(a, b);
            }
            double near = 1 - apart / WEB;
            return Math.min(a, b) - near * near * WEB / 4;
        }
    }

    /**
     * A hand that counts to {@code fingers}: from the index finger to the little one, the thumb as the fifth. Angles and
     * lengths of its fingers vary a little with {@code random}.
     */
    static Hand counting(int fingers, NumpyRandom random) {
        List<Capsule> open = new ArrayList<>(List.of(
                new Capsule(0, -1.6, 0.25, 0, -0.6, 0.20),
                new Capsule(-0.10, -0.48, 0.20, 0.10, -0.48, 0.20),
                new Capsule(-0.17, -0.14, 0.20, 0.16, -0.17, 0.19)));
        List<Shape> folded = new ArrayList<>();
        double fan = around(random, 1, 0.25);
        for (int finger = 0; finger < 4; finger++) {
            double x = KNUCKLE_X[finger];
            double y = KNUCKLE_Y[finger];
            double radius = RADIUS[finger];
            double angle = Math.toRadians(SPREAD_DEGREES[finger] * fan + around(random, 0, 3));
            double length = LENGTH[finger] * around(random, 1, 0.06);
            if (finger < fingers) {
                double tipX = x - length * StrictMath.sin(angle);
                double tipY = y + length * StrictMath.cos(angle);
                open.add(new Capsule(x, y - 0.1, radius, tipX, tipY, radius * 0.82));
            } else {
                double down = y - 0.55 * length;
                folded.add(new Shape(List.of(new Capsule(x * 0.94, y + 0.01, radius, x * 0.86, down, radius * 0.92))));
            }
        }
        double bend = around(random, 0, 0.04);
        if (fingers == 5) {
            open.add(new Capsule(-0.14, -0.50, 0.13, -0.46, -0.24 + bend, 0.095));
            open.add(new Capsule(-0.46, -0.24 + bend, 0.095, -0.66, 0.02 + bend, 0.078));
        } else {
            folded.add(new Shape(List.of(
                    new Capsule(-0.24, -0.50, 0.12, -0.20, -0.33 + bend, 0.10),
                    new Capsule(-0.20, -0.33 + bend, 0.10, 0.10, -0.26 + bend, 0.082))));
        }
        return new Hand(new Shape(open), folded);
    }

    /** A random number, {@code middle} give or take {@code reach}. */
    private static double around(NumpyRandom random, double middle, double reach) {
        return middle + reach * (2 * random.randomSample() - 1);
    }
}
