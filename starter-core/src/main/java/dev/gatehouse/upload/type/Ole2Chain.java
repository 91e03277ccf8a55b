package dev.gatehouse.upload.type;

import java.io.IOException;
import java.util.Arrays;

/**
 * A chain of sectors of which any place may be asked for, again and again, by all the small streams of a file: each step is
 * made once and kept. A chain may be a ring, so it has no more places than the file has sectors.
 */
final class Ole2Chain {

    private final Ole2File file;
    private int[] sectors = new int[16];
    private int known = 1;

    Ole2Chain(Ole2File file, long start) {
        this.file = file;
        this.sectors[0] = (int) start;
    }

    /** Returns the sector at this place of the chain, from 0. */
    long sector(long place) throws IOException {
        Polyglot.require(place < file.sectors());
        while (known <= place) {
            if (known == sectors.length) {
                sectors = Arrays.copyOf(sectors, 2 * known);
            }
            sectors[known] = (int) file.next(at(known - 1));
            known++;
        }
        return at((int) place);
    }

    private long at(int place) {
        return sectors[place] & 0xffffffffL;
    }
}
