package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;

/** Counts the frames of an animation as they come, whatever its head says of their number. */
final class AnimationMeter {

    /** All frames together may have so many times the pixels of one image. */
    private static final int MAX_SCREENS = 20;

    private final ContentRules rules;
    private int frames;
    private long pixels;

    AnimationMeter(ContentRules rules) {
        this.rules = rules;
    }

    void add(long width, long height) {
        Polyglot.requirePixels(width, height, rules.maxPixels());
        pixels += width * height;
        if (++frames > rules.maxFrames() || pixels / MAX_SCREENS > rules.maxPixels()) {
            throw Polyglot.tooManyFrames();
        }
    }

    boolean isEmpty() {
        return frames == 0;
    }
}
