package dev.gatehouse.upload.type;

/**
 * Finds the end record of an archive in a stream that does not start like one: readers look for it from the end, and take
 * what stands in front of the archive for something that unpacks it.
 */
final class EndScan {

    private static final int MAX_COMMENT = 0xffff;
    private static final int CENTRAL_ENTRY = 46;
    private static final int OVERLAP = ZipEnd.LENGTH - 1;

    /** The last bytes, with room for as many of the next, so that each record is seen as a whole. */
    private final byte[] carry = new byte[2 * OVERLAP];

    private int carried;
    private long position;
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
            if (i < end && isRecord(bytes, i, start + i - from)) {
                last = start + i - from;
            }
        }
    }

    private static boolean isRecord(byte[] bytes, int at, long place) {
        if (bytes[at + 1] != 'K' || bytes[at + 2] != 5 || bytes[at + 3] != 6) {
            return false;
        }
        long count = u16(bytes, at + 10);
        long size = u16(bytes, at + 12) | u16(bytes, at + 14) << 16;
        return count == 0 ? size == 0 : count == 0xffff || (size >= count * CENTRAL_ENTRY && size <= place);
    }

    private static long u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    /** Whether a reader would find one, now that all was seen. */
    boolean found() {
        return last >= 0 && position - last <= ZipEnd.LENGTH + MAX_COMMENT;
    }
}
