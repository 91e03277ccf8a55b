package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.ScanFailure;
import dev.gatehouse.upload.scan.ClamAvSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Scanning by ClamAV.
 *
 * @param enabled whether files are scanned by clamd
 * @param host name or address of the machine that clamd runs on
 * @param port TCP port of clamd, 1 to 65535
 * @param socket path of the Unix domain socket of clamd; replaces host and port
 * @param connectTimeout how long connecting may take, more than 0s, at most 1h
 * @param readTimeout how long clamd may fall silent while it takes a file or scans it, more than 0s, at most 1h
 * @param totalTimeout how long the scan of a file may take in all, the wait for its turn included, more than 0s, at most
 *     1h
 * @param maxSize largest file that is sent to clamd, 1B or more; not more than StreamMaxLength in clamd.conf, and not less
 *     than the largest file that is accepted
 * @param maxConcurrent how many files are scanned at once, 1 or more; more than MaxThreads in clamd.conf gain nothing
 * @param onUnavailable what becomes of a file that clamd cannot scan: "refuse" for 503, or "admit" to accept it unscanned
 */
public record ClamAvProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("localhost") String host,
        @DefaultValue("3310") int port,
        @Nullable Path socket,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("30s") Duration totalTimeout,
        @DefaultValue("25MB") DataSize maxSize,
        @DefaultValue("10") int maxConcurrent,
        @DefaultValue("refuse") ScanFailure onUnavailable) {

    private static final String PREFIX = "gatehouse.upload.clamav.";

    /**
     * Checks the ranges.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if a value is
     *     out of its range
     */
    public ClamAvProperties {
        require(!host.isBlank(), "host", host, "Write a name or an address, e.g. clamav.example.com.");
        require(port >= 1 && port <= 65535, "port", port, "Use 1 to 65535.");
        requireTime("connect-timeout", connectTimeout);
        requireTime("read-timeout", readTimeout);
        requireTime("total-timeout", totalTimeout);
        UploadProperties.requireSize(PREFIX + "max-size", maxSize);
        require(maxConcurrent >= 1, "max-concurrent", maxConcurrent, "Use 1 or more.");
    }

    private static void requireTime(String name, Duration time) {
        boolean possible = !time.isZero() && !time.isNegative() && time.compareTo(Duration.ofHours(1)) <= 0;
        require(possible, name, time, "Use more than 0s, at most 1h, e.g. 20s.");
    }

    private static void require(boolean holds, String name, Object value, String reason) {
        if (!holds) {
            throw UploadProperties.invalid(PREFIX + name, value, reason);
        }
    }

    ClamAvSettings toSettings() {
        return new ClamAvSettings(
                host, port, socket, connectTimeout, readTimeout, totalTimeout, maxSize.toBytes(), maxConcurrent);
    }
}
