package dev.gatehouse.upload;

/** Sizes in messages. */
final class ByteSize {

    private ByteSize() {}

    static String of(long bytes) {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KB" : bytes + " bytes";
    }
}
