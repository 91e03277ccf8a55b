package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ProblemFormat;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How errors are answered.
 *
 * @param enabled whether errors are answered in the one format; off leaves them to Spring Boot and the container,
 *     while refusals by Gatehouse itself keep the format
 * @param format how an error body is written: "problem" for RFC 9457 problem details, "envelope" for a flat object
 *     that starts with "error":true
 */
@ConfigurationProperties("gatehouse.errors")
public record ErrorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("problem") ProblemFormat format) {}
