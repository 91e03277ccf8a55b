package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.ratelimit.KeyResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scopes that Gatehouse brings. */
final class StandardKeys {

    private StandardKeys() {}

    static List<KeyResolver> of(
            RateLimitProperties properties,
            ClientAddressResolver addresses,
            CurrentUser user,
            @Nullable RouteKeys route) {
        List<KeyResolver> keys = new ArrayList<>(List.of(
                KeyResolver.global(),
                KeyResolver.ip(addresses, properties.ipv6Prefix()),
                KeyResolver.user(user::of),
                KeyResolver.apiKey(properties.apiKeyHeader(), user::of)));
        if (route != null) {
            keys.add(route.resolver());
        }
        return keys;
    }
}
