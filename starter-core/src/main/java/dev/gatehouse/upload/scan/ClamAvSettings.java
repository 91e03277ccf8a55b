package dev.gatehouse.upload.scan;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where clamd listens and how long it may take. Immutable.
 *
 * @param host name or address of the machine; not used with a socket. The name is looked up for each scan
 * @param port TCP port, 1 to 65535; not used with a socket
 * @param socket path of clamd's Unix domain socket, or null to connect by TCP
 * @param connectTimeout how long connecting may take, the look-up of the name included; more than zero, at most an hour
 * @param readTimeout how long clamd may fall silent: while it takes the file, and until it answers; more than zero, at most an hour
 * @param totalTimeout how long a scan may take in all, the wait for its turn included; more than zero, at most an hour
 * @param maxSize largest file in bytes that is sent; at least 1. Not more than {@code StreamMaxLength} of clamd
 * @param maxConcurrent how many scans may run at once; at least 1. Not more than {@code MaxThreads} of clamd makes sense
 */
public record ClamAvSettings(
        String host,
        int port,
        @Nullable Path socket,
        Duration connectTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        long maxSize,
        int maxConcurrent) {

    /** Where clamd listens for TCP unless configured otherwise. */
    public static final int DEFAULT_PORT = 3310;

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ClamAvSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host of clamd is empty. Use a name or an address.");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(port + " is not a port. Use 1 to 65535.");
        }
        requireTime("connect", connectTimeout);
        requireTime("read", readTimeout);
        requireTime("total", totalTimeout);
        if (maxSize < 1) {
            throw new IllegalArgumentException(
                    "Files of at most " + maxSize + " bytes cannot be scanned. Use 1 or more.");
        }
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException(maxConcurrent + " scans at once scan nothing. Use 1 or more.");
        }
    }

    private static void requireTime(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The " + name + " time-out " + timeout + " is not possible. Use more than zero, at most an hour.");
        }
    }

    /**
     * Returns the defaults: TCP on this machine, 2 s to connect, 20 s of silence, 30 s in all, 25 MB, 10 scans at once.
     *
     * @return the defaults
     */
    public static ClamAvSettings defaults() {
        return new ClamAvSettings(
                "localhost",
                DEFAULT_PORT,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                25L << 20,
                10);
    }
}
