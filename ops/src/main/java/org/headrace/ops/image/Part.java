package org.headrace.ops.image;

/** A part of a picture, in pixels: from left and top to before right and bottom. */
record Part(int left, int top, int right, int bottom) {
    float area() {
        return (float) ((right - left) * (bottom - top));
    }

    /** The area that two parts have in common. */
    float common(Part other) {
        int width = Math.min(right, other.right) - Math.max(left, other.left);
        int height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return width < 0 || height < 0 ? 0 : (float) (width * height);
    }
}
