package dev.gatehouse.upload.type;

import java.io.IOException;

/**
 * A place in a chain of sectors that moves forward; to move back it starts again. A chain may be a ring, or be asked for its
 * ends by turns, so all steps together are bounded.
 */
final class Ole2Chain {

    /** A small stream has 64 sectors at most; a short chain may be walked again for each. */
    private static final long STEPS_OF_SHORT_CHAIN = 64 * 64;

    private final Ole2File file;
    private final long start;
    private long sector;
    private long index;
    private long stepsLeft;

    Ole2Chain(Ole2File file, long start) {
        this.file = file;
        this.start = start;
        this.sector = start;
        this.stepsLeft = file.sectors() + STEPS_OF_SHORT_CHAIN;
    }

    /** Returns the sector at this place of the chain, from 0. */
    long sector(long wanted) throws IOException {
        if (wanted < index) {
            index = 0;
            sector = start;
        }
        while (index < wanted) {
            Polyglot.require(stepsLeft > 0);
            stepsLeft--;
            sector = file.next(sector);
            index++;
        }
        return sector;
    }
}
