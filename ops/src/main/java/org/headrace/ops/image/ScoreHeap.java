package org.headrace.ops.image;

/**
 * Boxes, the highest score on top. Those of equal scores come in the order in which C++'s {@code std::priority_queue} gives
 * them, and with it TensorFlow: its rules for sinking and rising are these.
 */
final class ScoreHeap {
    private final float[] score;
    private final int[] boxes;
    private int size;

    ScoreHeap(float[] score, int capacity) {
        this.score = score;
        this.boxes = new int[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void push(int box) {
        rise(size++, box);
    }

    int pop() {
        int top = boxes[0];
        int last = boxes[--size];
        int hole = 0;
        int child = 0;
        while (child < (size - 1) / 2) {
            child = 2 * (child + 1);
            if (score[boxes[child]] < score[boxes[child - 1]]) {
                child--;
            }
            boxes[hole] = boxes[child];
            hole = child;
        }
        if (size % 2 == 0 && child == (size - 2) / 2) {
            child = 2 * (child + 1);
            boxes[hole] = boxes[child - 1];
            hole = child - 1;
        }
        rise(hole, last);
        return top;
    }

    private void rise(int from, int box) {
        int hole = from;
        int parent = (hole - 1) / 2;
        while (hole > 0 && score[boxes[parent]] < score[box]) {
            boxes[hole] = boxes[parent];
            hole = parent;
            parent = (hole - 1) / 2;
        }
        boxes[hole] = box;
    }
}
