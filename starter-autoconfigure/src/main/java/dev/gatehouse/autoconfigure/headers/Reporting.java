package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.headers.report.ReportSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Reports of browsers about violations of a policy.
 *
 * @param enabled whether the service collects reports itself
 * @param path where it collects them, below the context path
 * @param url where browsers send reports instead: a URL over https or an absolute path; empty for the collector's path
 * @param maxBodySize largest body of a report that is read, up to 1MB; a larger one is refused with 413
 * @param maxKinds how many kinds of violations are counted apart, at least 1; all further ones are counted as one
 * @param logPerMinute how many reports are logged in a minute; 0 for none
 */
public record Reporting(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/security-reports") String path,
        @Nullable String url,
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue("200") int maxKinds,
        @DefaultValue("10") int logPerMinute) {

    private static final DataSize MAX_BODY_SIZE = DataSize.ofMegabytes(1);
    private static final String PREFIX = "gatehouse.headers.reporting.";

    ReportSettings toSettings() {
        if (!path.startsWith("/") || path.indexOf('*') >= 0) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "path", path, "It is not a path. Start it with a slash and write no pattern.");
        }
        if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > MAX_BODY_SIZE.toBytes()) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "max-body-size", maxBodySize, "A report has 1B to 1MB.");
        }
        if (maxKinds < 1) {
            throw new InvalidConfigurationPropertyValueException(PREFIX + "max-kinds", maxKinds, "Write at least 1.");
        }
        if (logPerMinute < 0) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "log-per-minute", logPerMinute, "Write 0 for none or a number of lines.");
        }
        return new ReportSettings((int) maxBodySize.toBytes(), maxKinds, logPerMinute);
    }
}
