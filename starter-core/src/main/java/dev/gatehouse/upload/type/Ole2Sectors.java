package dev.gatehouse.upload.type;

import java.io.IOException;
import java.util.BitSet;

/** Which sectors of a compound file its streams are made of; a bit for each. */
final class Ole2Sectors {

    private final Ole2File file;
    private final BitSet inStreams = new BitSet();

    private Ole2Sectors(Ole2File file) {
        this.file = file;
    }

    static Ole2Sectors of(Ole2File file, Ole2Directory directory) throws IOException {
        Ole2Sectors sectors = new Ole2Sectors(file);
        for (Ole2Entry entry : directory.entries()) {
            // The small streams stand in that of the root.
            if (entry.kind() == Ole2Entry.ROOT || (entry.isStream() && entry.size() >= Ole2File.MINI_CUTOFF)) {
                sectors.add(entry);
            }
        }
        return sectors;
    }

    /** Each sector is looked at once, however the chains are tied. */
    private void add(Ole2Entry stream) throws IOException {
        long sector = stream.start();
        for (long left = stream.size(); left > 0; left -= file.sectorSize()) {
            if (sector >= file.sectors() || inStreams.get((int) sector)) {
                return;
            }
            inStreams.set((int) sector);
            sector = file.next(sector);
        }
    }

    /** Returns whether the byte at this place of the file is one of a stream. */
    boolean hold(long position) {
        return position >= file.sectorSize() && inStreams.get((int) (position / file.sectorSize() - 1));
    }
}
