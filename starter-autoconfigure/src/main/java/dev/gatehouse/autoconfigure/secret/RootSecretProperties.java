package dev.gatehouse.autoconfigure.secret;

import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.secret.RootSecret;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret from which the keys of accounts are derived.
 *
 * @param rootSecret at least 32 random bytes in Base64, e.g. of "openssl rand -base64 32"; required in production where it
 *     is used; made up for each run elsewhere
 * @param rootSecretPrevious earlier root secrets, the youngest first, for what was sealed or signed with them
 */
@ConfigurationProperties("gatehouse.auth")
public record RootSecretProperties(
        @Nullable String rootSecret, @DefaultValue List<String> rootSecretPrevious) {

    static final String CURRENT = "gatehouse.auth.root-secret";
    static final String PREVIOUS = "gatehouse.auth.root-secret-previous";

    /**
     * Copies the list and tries the secrets.
     *
     * @throws SecretPropertyException if one is not Base64 or too weak; the message does not hold it
     */
    public RootSecretProperties {
        rootSecret = rootSecret == null || rootSecret.isBlank() ? null : rootSecret;
        rootSecretPrevious =
                rootSecretPrevious.stream().filter(secret -> !secret.isBlank()).toList();
        rootSecretPrevious.forEach(secret -> parse(PREVIOUS, secret, List.of()));
        if (rootSecret != null) {
            parse(CURRENT, rootSecret, List.of());
        }
    }

    /** Null where there is none. */
    @Nullable
    RootSecret toSecret() {
        return rootSecret == null ? null : parse(CURRENT, rootSecret, rootSecretPrevious);
    }

    private static RootSecret parse(String property, String secret, List<String> previous) {
        try {
            return RootSecret.parse(secret, previous);
        } catch (IllegalArgumentException e) {
            throw new SecretPropertyException(property, Objects.requireNonNullElse(e.getMessage(), "It is no secret."));
        }
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "RootSecretProperties[set=" + (rootSecret != null) + ", previous=" + rootSecretPrevious.size() + "]";
    }
}
