package dev.gatehouse.upload.scan;

import java.io.IOException;
import java.io.InputStream;

/**
 * Looks for malicious software in a file. Implementations are thread-safe, hold no more than a buffer of the content in
 * memory, and come to an end within a time of their own: what they cannot find out in that time is
 * {@linkplain ScanResult#unavailable unavailable}, never clean.
 */
@FunctionalInterface
public interface VirusScanner {

    /**
     * Scans the content of one file.
     *
     * @param content all of the file; stays open
     * @return what was found; a scanner that cannot be asked is a result, not an exception
     * @throws IOException if the content itself cannot be read
     */
    ScanResult scan(InputStream content) throws IOException;
}
