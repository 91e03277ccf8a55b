package dev.gatehouse.sample.file;

/**
 * Bytes that lie in the storage, measured while they were written.
 *
 * @param key where they lie
 * @param size how many there are
 * @param sha256 their digest in lower-case hex
 */
record StoredBytes(String key, long size, String sha256) {}
