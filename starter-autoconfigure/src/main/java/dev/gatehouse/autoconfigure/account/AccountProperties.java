package dev.gatehouse.autoconfigure.account;

import dev.gatehouse.autoconfigure.PropertyRange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service decides about its accounts. Gatehouse reads and checks these; the flows are the service's own, which
 * injects this record.
 *
 * @param enabled whether there are beans for accounts: secrets, passwords, tokens, lockout, one-time codes, API keys,
 *     captchas and audit
 * @param publicBaseUrl where users reach the service, e.g. "https://app.example.com": links in mails begin with it and
 *     never with the host of a request; required in production where users register
 * @param token life of tokens that are sent by mail
 * @param registration who may make an account
 * @param session sessions of a user
 * @param impersonation log-in as somebody else
 */
@ConfigurationProperties(AccountProperties.PREFIX)
public record AccountProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI publicBaseUrl,
        @DefaultValue Token token,
        @DefaultValue Registration registration,
        @DefaultValue Session session,
        @DefaultValue Impersonation impersonation) {

    static final String PREFIX = "gatehouse.auth";

    /**
     * Checks the base of links.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if it is no URL
     */
    public AccountProperties {
        PropertyRange.require(
                PREFIX + ".public-base-url",
                publicBaseUrl,
                publicBaseUrl == null || isBase(publicBaseUrl),
                "Write a URL without a slash, a query or a fragment at its end, e.g. https://app.example.com.");
    }

    private static boolean isBase(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && !uri.getRawPath().endsWith("/");
    }

    /**
     * Life of tokens that are sent by mail.
     *
     * @param verifyTtl life of the link that proves an e-mail address, 1s to 36500d
     * @param resetTtl life of the link that sets a new password, 1s to 36500d
     * @param inviteTtl life of the link in an invitation, 1s to 36500d
     * @param emailChangeTtl life of the link that proves a new e-mail address, 1s to 36500d
     */
    public record Token(
            @DefaultValue("24h") Duration verifyTtl,
            @DefaultValue("30m") Duration resetTtl,
            @DefaultValue("72h") Duration inviteTtl,
            @DefaultValue("1h") Duration emailChangeTtl) {

        /**
         * Checks the durations.
         *
         * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is
         *     out of its range
         */
        public Token {
            PropertyRange.aSecondToACentury(PREFIX + ".token.verify-ttl", verifyTtl);
            PropertyRange.aSecondToACentury(PREFIX + ".token.reset-ttl", resetTtl);
            PropertyRange.aSecondToACentury(PREFIX + ".token.invite-ttl", inviteTtl);
            PropertyRange.aSecondToACentury(PREFIX + ".token.email-change-ttl", emailChangeTtl);
        }
    }

    /**
     * Who may make an account.
     *
     * @param enabled whether anybody may make an account; else accounts come by invitation only
     * @param allowedEmailDomains domains whose addresses may register, e.g. "example.com"; subdomains are not included;
     *     empty for all
     */
    public record Registration(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> allowedEmailDomains) {

        /**
         * Copies the list in lower case.
         *
         * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is no
         *     domain
         */
        public Registration {
            allowedEmailDomains = allowedEmailDomains.stream()
                    .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                    .toList();
            allowedEmailDomains.forEach(domain -> PropertyRange.require(
                    PREFIX + ".registration.allowed-email-domains",
                    domain,
                    domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"),
                    "Write what stands behind the @, in ASCII, e.g. example.com."));
        }

        /**
         * Tells whether an address may register.
         *
         * @param email the normalised address
         * @return true if its domain is allowed
         */
        public boolean allows(String email) {
            return allowedEmailDomains.isEmpty()
                    || allowedEmailDomains.contains(email.substring(email.lastIndexOf('@') + 1));
        }
    }

    /**
     * Sessions of a user.
     *
     * @param maxPerUser how many sessions a user may have; one more ends the oldest; 1 to 1000
     * @param touchInterval how often at most the last use of a session is written down, 0s to 1h; "0s" for each request
     */
    public record Session(
            @DefaultValue("10") int maxPerUser,
            @DefaultValue("60s") Duration touchInterval) {

        /**
         * Checks the parts.
         *
         * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out
         *     of its range
         */
        public Session {
            PropertyRange.within(PREFIX + ".session.max-per-user", maxPerUser, 1, 1000);
            PropertyRange.within(
                    PREFIX + ".session.touch-interval", touchInterval, Duration.ZERO, Duration.ofHours(1), "0s to 1h");
        }
    }

    /**
     * Log-in as somebody else.
     *
     * @param enabled whether those who are permitted to may act as another user
     * @param ttl how long they may, from 1s to 15m; there is no refresh
     */
    public record Impersonation(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("15m") Duration ttl) {

        /**
         * Checks the duration.
         *
         * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if it is out
         *     of its range
         */
        public Impersonation {
            PropertyRange.within(
                    PREFIX + ".impersonation.ttl", ttl, Duration.ofSeconds(1), Duration.ofMinutes(15), "1s to 15m");
        }
    }
}
