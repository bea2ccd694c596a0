package org.headrace.ops.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws parts of a picture, as TensorFlow draws them. */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record DistortedBox(Part whole, List<Float> areaRange, Part[] objects, float covered) {
    /** A part of about this width by height, or null if there is none of the wanted area. */
    @Nullable
    Part draw(float ratio, WordStream words) {
        int width = whole.right();
        int height = whole.bottom();
        float least = areaRange.get(0);
        float most = areaRange.get(1);
        if (most <= 0 || ratio <= 0 || width <= 0 || height <= 0 || least > most) {
            return null;
        }
        float minArea = least * width * height;
        float maxArea = most * width * height;
        int high = draw(round((float) Math.sqrt(minArea / ratio)), highest(maxArea, ratio), words);
        int wide = round(high * ratio);
        // The area may miss its limits by rounding.
        float area = (float) (wide * high);
        if (area < minArea) {
            high++;
            wide = round(high * ratio);
            area = (float) (wide * high);
        }
        if (area > maxArea) {
            high--;
            wide = round(high * ratio);
            area = (float) (wide * high);
        }
        if (area < minArea || area > maxArea || wide > width || high > height || wide <= 0 || high <= 0) {
            return null;
        }
        int top = high < height ? words.next(height - high) : 0;
        int left = wide < width ? words.next(width - wide) : 0;
        return new Part(left, top, left + wide, top + high);
    }

    private static int draw(int low, int high, WordStream words) {
        return low >= high ? high : low + words.next(high - low + 1);
    }

    private int highest(float maxArea, float ratio) {
        int highest = round((float) Math.sqrt(maxArea / ratio));
        if (round(highest * ratio) > whole.right()) {
            highest = (int) ((whole.right() + 0.5 - 0.0000001f) / ratio);
            if (round(highest * ratio) > whole.right()) {
                highest--;
            }
        }
        return Math.min(highest, whole.bottom());
    }

    private static int round(float value) {
        return (int) Math.rint(value);
    }

    /** Whether enough of some object is in the part. */
    boolean showsEnough(Part part) {
        if (part.area() < 1) {
            return false;
        }
        for (Part object : objects) {
            float area = object.area();
            if (area >= 1 && part.common(object) / area >= covered) {
                return true;
            }
        }
        return false;
    }
}
