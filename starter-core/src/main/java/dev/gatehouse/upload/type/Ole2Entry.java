package dev.gatehouse.upload.type;

/** An entry of the directory of a compound file: a stream or a storage. */
record Ole2Entry(String name, int kind, long left, long right, long child, long start, long size) {

    static final int STORAGE = 1;
    static final int STREAM = 2;
    static final int ROOT = 5;

    boolean isStream() {
        return kind == STREAM;
    }

    boolean isStorage() {
        return kind == STORAGE;
    }
}
