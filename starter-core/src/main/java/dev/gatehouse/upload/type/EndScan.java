package dev.gatehouse.upload.type;

/**
 * Finds the end record of an archive in a stream that does not start like one: readers look for it from the end, and take
 * what stands in front of the archive for something that unpacks it.
 */
final class EndScan {

    private static final int MAX_COMMENT = 0xffff;
    private static final int OVERLAP = ZipEnd.LENGTH - 1;

    /** The last bytes, with room for as many of the next, so that each record is seen as a whole. */
    private final byte[] carry = new byte[2 * OVERLAP];

    private int carried;
    private long position;
    private long locator = -1;
    private long last = -1;

    void accept(byte[] bytes, int offset, int length) {
        int borrowed = Math.min(OVERLAP, length);
        System.arraycopy(bytes, offset, carry, carried, borrowed);
        scan(carry, 0, carried + borrowed, position - carried);
        scan(bytes, offset, offset + length, position);
        position += length;
        keep(bytes, offset + length, length, borrowed);
    }

    private void keep(byte[] bytes, int end, int length, int borrowed) {
        int kept = Math.min(OVERLAP, carried + length);
        if (length >= OVERLAP) {
            System.arraycopy(bytes, end - kept, carry, 0, kept);
        } else {
            System.arraycopy(carry, carried + borrowed - kept, carry, 0, kept);
        }
        carried = kept;
    }

    /** Looks for records that end before a place in the bytes, of which the first stands at the start in the stream. */
    private void scan(byte[] bytes, int from, int to, long start) {
        int end = to - OVERLAP;
        for (int i = from; i < end; i++) {
            i = ByteSearch.indexOf(bytes, i, end, 'P');
            if (i < end && bytes[i + 1] == 'K') {
                look(bytes, i, start + i - from);
            }
        }
    }

    private void look(byte[] bytes, int at, long place) {
        if (bytes[at + 2] == 6 && bytes[at + 3] == 7) {
            locator = place;
        } else if (bytes[at + 2] == 5 && bytes[at + 3] == 6 && isBelievable(bytes, at, place)) {
            last = place;
        }
    }

    /** Whether its directory may stand in front of it, at either of the places that readers try; they count the entries. */
    private boolean isBelievable(byte[] bytes, int at, long place) {
        long size = u32(bytes, at + 12);
        long offset = u32(bytes, at + 16);
        boolean wide = u16(bytes, at + 10) == 0xffff || size == ZipArchive.MAX_32 || offset == ZipArchive.MAX_32;
        boolean located = locator >= 0 && locator == place - ZipEnd.LOCATOR_LENGTH;
        return wide || located || size <= place || offset < place;
    }

    private static long u32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    private static long u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    /** Whether a reader would find one, now that all was seen. */
    boolean found() {
        return last >= 0 && position - last <= ZipEnd.LENGTH + MAX_COMMENT;
    }
}
