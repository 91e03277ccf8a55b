package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The sectors of a compound file (MS-CFB): which one follows which, in a table that is itself spread over sectors. Holds
 * the places of the table, at most 109 and what the file can have, and one sector of it, and believes
 * no chain that is longer than the file.
 */
final class Ole2File {

    static final long END_OF_CHAIN = 0xfffffffeL;
    private static final byte[] SIGNATURE = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    private static final long MAX_SECTOR = 0xfffffffaL;
    private static final long FREE = 0xffffffffL;
    private static final int IN_HEADER = 109;
    static final int MINI_CUTOFF = 4096;

    private final ContentReader content;
    private final int sectorSize;
    private final long sectors;
    private final long[] table;
    private final long firstMini;
    private final ByteBuffer tableSector;
    private long tableIndex = -1;

    private Ole2File(ContentReader content) throws IOException {
        this.content = content;
        int version = content.u16le(26);
        int shift = content.u16le(30);
        require(content.u16le(28) == 0xfffe && ((version == 3 && shift == 9) || (version == 4 && shift == 12)));
        require(content.u16le(32) == 6 && content.u32le(56) == MINI_CUTOFF);
        sectorSize = 1 << shift;
        tableSector = ByteBuffer.allocate(sectorSize).order(ByteOrder.LITTLE_ENDIAN);
        sectors = (content.size() - sectorSize + sectorSize - 1) / sectorSize;
        require(sectors > 0, UploadReason.CONTENT_TRUNCATED);
        table = readTable();
        firstMini = content.u32le(60);
    }

    static boolean startsLikeOne(ContentReader content) throws IOException {
        return content.startsWith(0, SIGNATURE);
    }

    static boolean startsLikeOne(byte[] head, int length) {
        return length >= SIGNATURE.length && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static Ole2File read(ContentReader content) throws IOException {
        require(content.size() >= 512, UploadReason.CONTENT_TRUNCATED);
        Ole2File file = new Ole2File(content);
        file.checkEnd();
        file.checkTable();
        return file;
    }

    private long[] readTable() throws IOException {
        long count = content.u32le(44);
        require(count > 0);
        require(count <= sectors, UploadReason.CONTENT_TRUNCATED);
        long[] places = new long[(int) count];
        long next = content.u32le(68);
        int perSector = sectorSize / 4 - 1;
        for (int i = 0; i < count; i++) {
            if (i < IN_HEADER) {
                places[i] = content.u32le(76 + 4L * i);
            } else {
                int inSector = (i - IN_HEADER) % perSector;
                if (inSector == 0 && i > IN_HEADER) {
                    next = content.u32le(offset(next) + 4L * perSector);
                }
                places[i] = content.u32le(offset(next) + 4L * inSector);
            }
            offset(places[i]);
        }
        return places;
    }

    /** More sectors than the table can name belong to no stream. */
    private void checkEnd() {
        if (sectors > (long) table.length * (sectorSize / 4)) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
    }

    /** A sector that is in use has to be there. */
    private void checkTable() throws IOException {
        int perSector = sectorSize / 4;
        for (long sector = sectors; sector < (long) table.length * perSector; sector++) {
            require(next(sector) == FREE, UploadReason.CONTENT_TRUNCATED);
        }
    }

    int sectorSize() {
        return sectorSize;
    }

    long sectors() {
        return sectors;
    }

    long firstDirectorySector() throws IOException {
        return content.u32le(48);
    }

    /** Where a sector starts. */
    long offset(long sector) {
        require(sector <= MAX_SECTOR);
        require(sector < sectors, UploadReason.CONTENT_TRUNCATED);
        return (sector + 1) * sectorSize;
    }

    long next(long sector) throws IOException {
        int perSector = sectorSize / 4;
        long index = sector / perSector;
        require(index < table.length);
        if (index != tableIndex) {
            readTableSector((int) index);
        }
        int at = 4 * (int) (sector % perSector);
        require(at + 4 <= tableSector.limit(), UploadReason.CONTENT_TRUNCATED);
        return tableSector.getInt(at) & 0xffffffffL;
    }

    /** Kept, since sectors of a stream are read in between. */
    private void readTableSector(int index) throws IOException {
        tableSector.limit(content.read(offset(table[index]), tableSector.array(), 0, sectorSize));
        tableIndex = index;
    }

    /** Where the table of the small sectors starts. */
    long firstMiniSector() {
        return firstMini;
    }

    ContentReader content() {
        return content;
    }

    private static void require(boolean holds, UploadReason reason) {
        if (!holds) {
            throw new UploadRefusedException(reason);
        }
    }

    private static void require(boolean holds) {
        Polyglot.require(holds);
    }
}
