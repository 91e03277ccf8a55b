package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.requestid.InvalidIdPolicy;
import dev.gatehouse.requestid.RequestIdSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The id of each request.
 *
 * @param enabled whether each request gets an id
 * @param header header that carries the id, in requests and in answers
 * @param mdcKey key of the id in the logging context, 1 to 64 letters, digits, dots, underscores and dashes
 * @param maxLength longest id in characters that is accepted from a caller, 1 to 128
 * @param onInvalid what happens to a request whose id is too long, has other characters than letters, digits, dot,
 *     underscore and dash, or comes in several header lines: "regenerate" replaces it, "reject" answers with 400
 * @param trustedOnly whether an id is accepted from the proxies in gatehouse.client-address.trusted-proxies only; that
 *     of anybody else is then ignored
 * @param tasks whether the logging context goes along into @Async methods, executors and asynchronous handlers, and
 *     each scheduled run gets an id of its own
 * @param clients whether the id goes along in calls by RestClient, RestTemplate and WebClient
 * @param sqlComment comment that Hibernate appends to each SQL statement: "off" for none, "route" for the template of
 *     the matched route, "id" for the request id, which makes each statement unique and so defeats statement caches
 */
@ConfigurationProperties("gatehouse.request-id")
public record RequestIdProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("X-Request-ID") String header,
        @DefaultValue("request_id") String mdcKey,
        @DefaultValue("64") int maxLength,
        @DefaultValue("regenerate") InvalidIdPolicy onInvalid,
        @DefaultValue("false") boolean trustedOnly,
        @DefaultValue("true") boolean tasks,
        @DefaultValue("true") boolean clients,
        @DefaultValue("off") SqlComment sqlComment) {

    private static final RequestIdSettings DEFAULTS = RequestIdSettings.defaults();

    /**
     * Checks each property on its own, so that the report names the one that is wrong.
     *
     * @throws InvalidConfigurationPropertyValueException if one is outside its bounds
     */
    public RequestIdProperties {
        check(
                "header",
                header,
                () -> new RequestIdSettings(header, DEFAULTS.mdcKey(), DEFAULTS.maxLength(), DEFAULTS.onInvalid()));
        check(
                "mdc-key",
                mdcKey,
                () -> new RequestIdSettings(DEFAULTS.header(), mdcKey, DEFAULTS.maxLength(), DEFAULTS.onInvalid()));
        check(
                "max-length",
                maxLength,
                () -> new RequestIdSettings(DEFAULTS.header(), DEFAULTS.mdcKey(), maxLength, DEFAULTS.onInvalid()));
    }

    RequestIdSettings toSettings() {
        return new RequestIdSettings(header, mdcKey, maxLength, onInvalid);
    }

    private static void check(String name, Object value, Runnable construction) {
        try {
            construction.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.request-id." + name, value, String.valueOf(e.getMessage()));
        }
    }
}
