package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.EnvironmentMode;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.environment.Suppression;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The check of the environment at the start.
 *
 * @param mode where the service runs: "auto" is production if the profile prod or production is active, "production" and
 *     "development" say so whatever the profile, "off" is as "auto" but nothing is checked
 * @param failOn from which severity on a finding stops the start in production and makes check-only exit with 1: "error",
 *     "warning" or "info"
 * @param checkOnly whether the report is printed and the process exits, with 0 or 1, without starting the service
 * @param format how check-only prints the report: "text" or "json"
 * @param generateSecret whether a new random secret is printed and the process exits; counts on the command line only
 * @param suppress findings that were judged and accepted
 * @param required properties without which production must not start, e.g. "shop.jwt.secret"; empty for none
 * @param secretFiles environment variables that may be given as the path of a file in a second variable with _FILE at
 *     its end, e.g. "DATABASE_PASSWORD"; secrets of spring, server, management and gatehouse need no entry
 * @param banner whether the start is told about in the log: where the service runs, database, features, insecure settings
 */
@ConfigurationProperties("gatehouse.environment")
public record EnvironmentProperties(
        @DefaultValue("auto") EnvironmentMode mode,
        @DefaultValue("error") Severity failOn,
        @DefaultValue("false") boolean checkOnly,
        @DefaultValue("text") ReportFormat format,
        @DefaultValue("false") boolean generateSecret,
        @DefaultValue List<Suppress> suppress,
        @DefaultValue List<String> required,
        @DefaultValue List<String> secretFiles,
        @DefaultValue("true") boolean banner) {

    static final String PREFIX = "gatehouse.environment";

    /**
     * Copies the lists and checks the suppressions.
     *
     * @throws InvalidConfigurationPropertyValueException if one lacks its id or reason, or its date cannot be read
     */
    public EnvironmentProperties {
        suppress = List.copyOf(suppress);
        required = List.copyOf(required);
        secretFiles = List.copyOf(secretFiles);
        suppressions(suppress);
    }

    List<Suppression> suppressions() {
        return suppressions(suppress);
    }

    private static List<Suppression> suppressions(List<Suppress> entries) {
        List<Suppression> suppressions = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            suppressions.add(entries.get(i).toSuppression(PREFIX + ".suppress[" + i + "]"));
        }
        return suppressions;
    }

    /**
     * A finding that was judged and accepted.
     *
     * @param id id of the findings, e.g. "WEB003"; required
     * @param reason why they are accepted; shown in every report; required
     * @param until last day on which they are, e.g. "2027-03-31"; not set for no end
     */
    public record Suppress(
            @Nullable String id,
            @Nullable String reason,
            @Nullable String until) {

        private Suppression toSuppression(String property) {
            if (id == null || id.isBlank()) {
                throw new InvalidConfigurationPropertyValueException(
                        property + ".id", id, "Write the id of a finding, e.g. WEB003.");
            }
            if (reason == null || reason.isBlank()) {
                throw new InvalidConfigurationPropertyValueException(
                        property + ".reason", reason, "Say why the finding is accepted; the report shows it.");
            }
            return new Suppression(id.strip(), reason.strip(), until(property));
        }

        private @Nullable LocalDate until(String property) {
            if (until == null || until.isBlank()) {
                return null;
            }
            try {
                return LocalDate.parse(until.strip());
            } catch (DateTimeParseException e) {
                throw new InvalidConfigurationPropertyValueException(
                        property + ".until", until, "Write a date, e.g. \"2027-03-31\", in quotes.");
            }
        }
    }
}
