package dev.gatehouse.autoconfigure.headers;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Reports of browsers about violations of a policy.
 *
 * @param enabled whether the service collects reports itself
 * @param path where it collects them, below the context path
 * @param url where browsers send reports instead: a URL over https or an absolute path; empty for the collector's path
 * @param maxBodySize largest body of a report that is read; a larger one is refused with 413
 * @param maxKinds how many kinds of violations are counted apart, at least 1; all further ones are counted as one
 * @param logPerMinute how many reports are logged in a minute; 0 for none
 */
public record Reporting(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/security-reports") String path,
        @Nullable String url,
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue("200") int maxKinds,
        @DefaultValue("10") int logPerMinute) {}
