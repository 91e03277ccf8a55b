package dev.gatehouse.autoconfigure.fetchmetadata;

import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.net.OriginSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Protection of services with cookies from requests that other sites make in the user's name.
 *
 * @param enabled whether a request that changes something is refused when the browser says that another site sent it
 * @param trustedOrigins other origins whose pages may send anything, e.g. "https://shop.example.com" or
 *     "https://*.example.com"; those named in gatehouse.cors.allowed-origins are trusted without standing here
 * @param exemptPaths path patterns as in controllers that any site may send to, e.g. "/payments/callback"; empty for none
 */
@ConfigurationProperties("gatehouse.fetch-metadata")
public record FetchMetadataProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<OriginPattern> trustedOrigins,
        @DefaultValue List<String> exemptPaths) {

    /**
     * Copies the lists.
     *
     * @throws InvalidConfigurationPropertyValueException if every origin is to be trusted
     */
    public FetchMetadataProperties {
        trustedOrigins = List.copyOf(trustedOrigins);
        exemptPaths = List.copyOf(exemptPaths);
        if (trustedOrigins.stream().anyMatch(OriginPattern::isAny)) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.fetch-metadata.trusted-origins",
                    trustedOrigins,
                    "'*' would trust every site. Name the origins, or set gatehouse.fetch-metadata.enabled to false.");
        }
    }

    OriginSet trusted() {
        return OriginSet.of(trustedOrigins);
    }
}
