package dev.gatehouse.upload.type;

import java.util.Arrays;

/** What the central directory says of an entry. The sizes are claims until the entry was unpacked. */
record ZipEntry(String name, byte[] rawName, int flags, int method, long sum, long packed, long size, long header) {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean isEncrypted() {
        return (flags & 1) != 0;
    }

    boolean hasDescriptor() {
        return (flags & 8) != 0;
    }

    /** Whether both are of the same bytes. */
    boolean measuresLike(ZipEntry other) {
        return size == other.size && packed == other.packed && sum == other.sum;
    }

    /** Whether both say the same. */
    boolean isLike(ZipEntry other) {
        return measuresLike(other)
                && flags == other.flags
                && method == other.method
                && Arrays.equals(rawName, other.rawName);
    }
}
