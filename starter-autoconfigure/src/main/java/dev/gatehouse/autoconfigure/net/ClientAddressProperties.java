package dev.gatehouse.autoconfigure.net;

import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.net.ForwardedHeader;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the address of a client is found.
 *
 * @param trustedProxies networks of the proxies in front of the service, e.g. "10.0.0.0/8" or "2001:db8::/32"; forwarded
 *     headers of anybody else are ignored; empty if clients connect directly
 * @param header which header the proxies write: "x-forwarded-for", "forwarded" (RFC 7239) or "auto" for whichever is
 *     there; with "auto" a client that two headers name differently is unknown
 */
@ConfigurationProperties("gatehouse.client-address")
public record ClientAddressProperties(
        @DefaultValue List<Cidr> trustedProxies,
        @DefaultValue("auto") ForwardedHeader header) {

    /** Copies the list. */
    public ClientAddressProperties {
        trustedProxies = List.copyOf(trustedProxies);
    }

    ClientAddressSettings toSettings(boolean containerForwards) {
        return new ClientAddressSettings(CidrSet.of(trustedProxies), header, containerForwards);
    }
}
