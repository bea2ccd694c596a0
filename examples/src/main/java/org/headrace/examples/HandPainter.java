package org.headrace.examples;

import java.util.List;
import org.headrace.train.data.NumpyRandom;

/**
 * Paints pictures of hands that count from 0 to 5, so that the sign-language network has something to learn where the
 * course's photographs are not at hand. Pose, skin, background, light and noise come from a seed; equal seeds give equal
 * bytes on every JDK and machine, which is why the pixels are worked out here and not by a graphics library.
 */
final class HandPainter {
    private static final int SIDE = Pictures.SIDE;
    private static final int TRAIN = 1080;
    private static final int TEST = 120;

    /** From the lightest to the darkest. */
    private static final List<Colour> SKINS = List.of(
            new Colour(243, 208, 182),
            new Colour(226, 175, 143),
            new Colour(198, 138, 103),
            new Colour(158, 103, 71),
            new Colour(112, 72, 50));

    private static final List<Colour> BACKGROUNDS = List.of(
            new Colour(232, 229, 222),
            new Colour(205, 212, 220),
            new Colour(214, 222, 206),
            new Colour(196, 196, 196),
            new Colour(226, 214, 214));

    /** How far from the outline the surface is still curved. */
    private static final double ROUNDNESS = 0.10;

    /** How far the shadow falls that a folded finger throws on the palm. */
    private static final double CREASE = 0.05;

    /** Red, green and blue, each 0 to 255. */
    private record Colour(double red, double green, double blue) {
        Colour times(double light) {
            return new Colour(red * light, green * light, blue * light);
        }

        /** From this colour ({@code share} 0) to the other one ({@code share} 1). */
        Colour mixed(Colour other, double share) {
            return new Colour(
                    red + share * (other.red - red),
                    green + share * (other.green - green),
                    blue + share * (other.blue - blue));
        }

        /** The colour at {@code position} (0 to 1) of a scale of colours. */
        static Colour on(List<Colour> scale, double position) {
            double at = position * (scale.size() - 1);
            int lower = Math.min((int) at, scale.size() - 2);
            return scale.get(lower).mixed(scale.get(lower + 1), at - lower);
        }
    }

    /** What one picture's hand looks like and how it is lit. */
    private record Scene(
            Hand hand,
            double moveX,
            double moveY,
            double sin,
            double cos,
            double scale,
            Colour skin,
            Colour background,
            double lightX,
            double lightY,
            double brightness,
            double noise) {
        static Scene random(int fingers, NumpyRandom random) {
            double tilt = Math.toRadians(between(random, -12, 12));
            double lightAngle = Math.toRadians(between(random, 70, 160));
            return new Scene(
                    Hand.counting(fingers, random),
                    between(random, -0.09, 0.09),
                    between(random, -0.09, 0.05),
                    StrictMath.sin(tilt),
                    StrictMath.cos(tilt),
                    between(random, 0.92, 1.10),
                    Colour.on(SKINS, random.randomSample()),
                    Colour.on(BACKGROUNDS, random.randomSample()),
                    StrictMath.cos(lightAngle),
                    StrictMath.sin(lightAngle),
                    between(random, 0.86, 1.06),
                    between(random, 1, 5));
        }
    }

    private HandPainter() {}

    /** As many pictures as the course has, as many of each number: 1080 to train on and 120 to test. */
    static SignsData dataSet(long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        return new SignsData(pictures(TRAIN, random), pictures(TEST, random));
    }

    /** {@code count} pictures which show 0, 1, 2, 3, 4, 5, 0, 1, ... fingers. */
    static Pictures pictures(int count, NumpyRandom random) {
        byte[] pixels = new byte[Math.multiplyExact(count, Pictures.FEATURES)];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % Pictures.CLASSES;
            paint(Scene.random(labels[i], random), random, pixels, i * Pictures.FEATURES);
        }
        return new Pictures(pixels, labels);
    }

    private static void paint(Scene scene, NumpyRandom random, byte[] pixels, int offset) {
        int at = offset;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double u = (column + 0.5) * 2 / SIDE - 1;
                double v = 1 - (row + 0.5) * 2 / SIDE;
                Colour colour = shaded(scene, u, v).times(scene.brightness);
                pixels[at++] = noisy(colour.red, scene, random);
                pixels[at++] = noisy(colour.green, scene, random);
                pixels[at++] = noisy(colour.blue, scene, random);
            }
        }
    }

    /** Colour at one point of the picture: background, the hand's shadow on it, the hand, what is folded in front. */
    private static Colour shaded(Scene scene, double u, double v) {
        double x = (scene.cos * (u - scene.moveX) + scene.sin * (v - scene.moveY)) / scene.scale;
        double y = (scene.cos * (v - scene.moveY) - scene.sin * (u - scene.moveX)) / scene.scale;

        Colour colour = scene.background.times(1 + 0.10 * (u * scene.lightX + v * scene.lightY));
        double open = scene.hand.open().distance(x, y);
        if (open >= 0) {
            double shadow = scene.hand.open().distance(x + 0.08 * scene.lightX, y + 0.08 * scene.lightY);
            colour = colour.times(1 - 0.30 * covered(shadow, 0.22));
        }
        colour = covered(scene, colour, scene.hand.open(), open, x, y);
        for (Hand.Shape finger : scene.hand.folded()) {
            double distance = finger.distance(x, y);
            if (open < 0 && distance < CREASE) {
                colour = colour.times(1 - 0.40 * (1 - Math.max(0, distance) / CREASE));
            }
            colour = covered(scene, colour, finger, distance, x, y);
        }
        return colour;
    }

    /** The colour under a skin-coloured shape, which is rounded towards its outline and lit from one side. */
    private static Colour covered(Scene scene, Colour below, Hand.Shape shape, double distance, double x, double y) {
        double pixel = 2.0 / SIDE / scene.scale;
        double cover = covered(distance, pixel);
        if (cover == 0) {
            return below;
        }
        double steep = Math.max(0, Math.min(1, 1 + distance / ROUNDNESS));
        double light = 0.62 + 0.38 * Math.sqrt(1 - steep * steep);
        if (steep > 0) {
            double towards = shape.distance(x + pixel / 2 * scene.lightX, y + pixel / 2 * scene.lightY);
            double away = shape.distance(x - pixel / 2 * scene.lightX, y - pixel / 2 * scene.lightY);
            light += 0.22 * steep * (towards - away) / pixel;
        }
        return below.mixed(scene.skin.times(light), cover);
    }

    /** From 0 outside to 1 inside, over {@code width} around the outline. */
    private static double covered(double distance, double width) {
        return Math.max(0, Math.min(1, 0.5 - distance / width));
    }

    private static byte noisy(double value, Scene scene, NumpyRandom random) {
        double noise = scene.noise * roughlyNormal(random.nextInt());
        return (byte) Math.max(0, Math.min(255, Math.round(value + noise)));
    }

    /** The four bytes of 32 random bits added up: a bell shape of mean 0 and deviation 1. */
    private static double roughlyNormal(int bits) {
        int sum = (bits & 255) + (bits >>> 8 & 255) + (bits >>> 16 & 255) + (bits >>> 24);
        return (sum - 510) / 147.8;
    }

    private static double between(NumpyRandom random, double low, double high) {
        return low + (high - low) * random.randomSample();
    }
}
