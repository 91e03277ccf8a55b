package dev.gatehouse.autoconfigure.hosts;

import dev.gatehouse.hosts.TrustedHostSettings;
import dev.gatehouse.net.HostPattern;
import dev.gatehouse.net.HostSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Which hosts the service answers for.
 *
 * @param enabled whether a request for any other host is refused with 400; on as soon as hosts are listed
 * @param allowed hosts of the service: names ("api.example.com"), all names below one ("*.example.com"), addresses
 *     ("192.0.2.1", "[2001:db8::1]"), each with a port or for any port, and networks ("10.0.0.0/8"); empty to answer
 *     for every host
 */
@ConfigurationProperties("gatehouse.trusted-hosts")
public record TrustedHostProperties(
        @Nullable Boolean enabled, @DefaultValue List<HostPattern> allowed) {

    static final String ENABLED = "gatehouse.trusted-hosts.enabled";
    static final String ALLOWED = "gatehouse.trusted-hosts.allowed";

    /**
     * Copies the list.
     *
     * @throws InvalidConfigurationPropertyValueException if the check is switched on without any host
     */
    public TrustedHostProperties {
        allowed = List.copyOf(allowed);
        if (Boolean.TRUE.equals(enabled) && allowed.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    ENABLED, true, "No host is listed. Set " + ALLOWED + ", e.g. to api.example.com.");
        }
    }

    TrustedHostSettings toSettings() {
        return new TrustedHostSettings(HostSet.of(allowed));
    }
}
