package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream of a compound file from its start on, sector by sector. A chain that is too short is damaged. */
final class Ole2Stream extends InputStream {

    private static final int MINI_SECTOR = 64;

    private final Ole2File file;
    private final boolean mini;
    /** The small sectors stand one behind the other in the stream of the root, and so do their numbers in a table. */
    private final Ole2Chain miniSectors;

    private final Ole2Chain miniTable;
    private final long minis;
    private final int sectorSize;
    private final long size;
    private long sector;
    private long offset;
    private int inSector;
    private long position;

    /** To be opened by its directory. */
    Ole2Stream(Ole2File file, Ole2Chain miniSectors, Ole2Chain miniTable, long sizeOfMinis, Ole2Entry stream)
            throws IOException {
        this.file = file;
        this.size = stream.size();
        this.mini = size < Ole2File.MINI_CUTOFF;
        this.sectorSize = mini ? MINI_SECTOR : file.sectorSize();
        this.sector = stream.start();
        this.miniSectors = miniSectors;
        this.miniTable = miniTable;
        this.minis = Math.min(sizeOfMinis, file.content().size()) / MINI_SECTOR;
        Polyglot.require(size / sectorSize <= file.sectors() * (file.sectorSize() / sectorSize));
        if (size > 0) {
            locate();
        }
    }

    long left() {
        return size - position;
    }

    int u8() throws IOException {
        Polyglot.require(position < size);
        enterSector();
        position++;
        return file.content().u8(offset + inSector++);
    }

    @Override
    public int read() throws IOException {
        return position < size ? u8() : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (position == size || length == 0) {
            return length == 0 ? 0 : -1;
        }
        enterSector();
        int wanted = (int) Math.min(Math.min(length, left()), sectorSize - inSector);
        int count = file.content().read(offset + inSector, target, from, wanted);
        if (count < wanted) {
            throw new UploadRefusedException(UploadReason.CONTENT_TRUNCATED);
        }
        position += count;
        inSector += count;
        return count;
    }

    private void enterSector() throws IOException {
        if (inSector == sectorSize) {
            sector = mini ? nextMini() : file.next(sector);
            inSector = 0;
            locate();
        }
    }

    int u16() throws IOException {
        return u8() | u8() << 8;
    }

    void pass(long count) throws IOException {
        Polyglot.require(count <= left());
        long left = count;
        while (left > 0) {
            if (inSector == sectorSize) {
                u8();
                left--;
                continue;
            }
            int step = (int) Math.min(left, sectorSize - inSector);
            inSector += step;
            position += step;
            left -= step;
        }
    }

    private long nextMini() throws IOException {
        int perSector = file.sectorSize() / 4;
        return file.content().u32le(file.offset(miniTable.sector(sector / perSector)) + 4 * (sector % perSector));
    }

    private void locate() throws IOException {
        if (!mini) {
            offset = file.offset(sector);
            return;
        }
        Polyglot.require(sector < minis);
        long inStream = sector * MINI_SECTOR;
        offset = file.offset(miniSectors.sector(inStream / file.sectorSize())) + inStream % file.sectorSize();
    }
}
