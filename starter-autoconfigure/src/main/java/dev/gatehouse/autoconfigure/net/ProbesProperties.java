package dev.gatehouse.autoconfigure.net;

import dev.gatehouse.autoconfigure.web.ExemptPaths;
import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.Probes;
import dev.gatehouse.web.RequestMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Which requests are probes of an orchestrator or a load balancer. They are answered whatever host they name, and in
 * plain HTTP.
 *
 * @param paths path patterns that probes ask for, beside the endpoints of gatehouse.health.base-path and
 *     gatehouse.health.metrics-path; empty for no exemption
 * @param networks networks that probes come from; empty for no exemption
 */
@ConfigurationProperties("gatehouse.probes")
public record ProbesProperties(
        @DefaultValue({"/health/**", "/actuator/health/**", "/livez", "/readyz"})
        List<String> paths,

        @DefaultValue({
            "127.0.0.0/8",
            "::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10"
        })
        List<Cidr> networks) {

    /**
     * Copies the lists and reads the patterns.
     *
     * @throws InvalidConfigurationPropertyValueException if a pattern cannot be read
     */
    public ProbesProperties {
        paths = List.copyOf(paths);
        networks = List.copyOf(networks);
        try {
            ExemptPaths.anyOf(paths);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.probes.paths", String.join(",", paths), String.valueOf(e.getMessage()));
        }
    }

    /** No exemption at all stays none, whatever features add. */
    Probes toProbes(ClientAddressResolver addresses, Stream<ProbePaths> added) {
        RequestMatcher configured = ExemptPaths.anyOf(paths);
        RequestMatcher all = paths.isEmpty() ? configured : ProbePaths.join(configured, added);
        return new Probes(all, CidrSet.of(networks), addresses);
    }
}
