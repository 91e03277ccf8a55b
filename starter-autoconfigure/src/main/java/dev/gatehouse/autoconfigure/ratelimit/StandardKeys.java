package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.OptionalLibrary;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.ratelimit.KeyResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scopes that Gatehouse brings. */
final class StandardKeys {

    private StandardKeys() {}

    static List<KeyResolver> of(
            RateLimitProperties properties,
            ApiKeyProperties apiKey,
            ClientAddressResolver addresses,
            @Nullable ClassLoader classes) {
        CurrentUser user = CurrentUser.known(classes);
        List<KeyResolver> keys = new ArrayList<>(List.of(
                KeyResolver.global(),
                KeyResolver.ip(addresses, properties.ipv6Prefix()),
                KeyResolver.user(user::of),
                KeyResolver.apiKey(Objects.requireNonNullElse(properties.apiKeyHeader(), apiKey.header()), user::of)));
        if (OptionalLibrary.SPRING_MVC.isPresent(classes)) {
            keys.add(new RouteKeyResolver());
        }
        return keys;
    }
}
