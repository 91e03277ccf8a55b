package dev.gatehouse.version;

import dev.gatehouse.web.HttpToken;
import org.jspecify.annotations.Nullable;

/**
 * How the version of the API stands on answers.
 *
 * @param header the name of the header
 * @param version the version of answers for which no other is known; null for none
 */
public record ApiVersionSettings(String header, @Nullable String version) {

    /** The header that holds when nothing is configured. */
    public static final String DEFAULT_HEADER = "X-API-Version";

    private static final int LONGEST = 64;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the header is no token (RFC 9110, 5.6.2), or the version is not 1 to 64 visible
     *     ASCII characters
     */
    public ApiVersionSettings {
        if (!HttpToken.matches(header)) {
            throw new IllegalArgumentException("'" + header + "' cannot name a header. Write e.g. X-API-Version.");
        }
        if (version != null && !isVersion(version)) {
            throw new IllegalArgumentException(
                    "'" + version + "' cannot stand in a header. Write 1 to 64 visible ASCII characters, e.g. 1.4.");
        }
    }

    /**
     * Returns the settings that hold when nothing is configured.
     *
     * @return {@code X-API-Version}, no version
     */
    public static ApiVersionSettings defaults() {
        return new ApiVersionSettings(DEFAULT_HEADER, null);
    }

    /** Tells whether a text can stand in the header as it is. */
    static boolean isVersion(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
