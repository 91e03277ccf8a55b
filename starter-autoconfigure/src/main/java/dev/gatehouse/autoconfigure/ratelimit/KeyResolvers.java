package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.KeyResolver;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key resolvers by their scope. A bean of the application takes the place of the one Gatehouse brings. */
final class KeyResolvers {

    private final Map<String, KeyResolver> byScope = new TreeMap<>();

    private KeyResolvers() {}

    static KeyResolvers of(Stream<KeyResolver> beans, KeyResolver... standard) {
        KeyResolvers resolvers = new KeyResolvers();
        beans.forEach(bean -> resolvers.byScope.putIfAbsent(bean.scope(), bean));
        for (KeyResolver resolver : standard) {
            resolvers.byScope.putIfAbsent(resolver.scope(), resolver);
        }
        return resolvers;
    }

    @Nullable
    KeyResolver find(String scope) {
        return byScope.get(scope);
    }

    KeyResolver ofAddress() {
        KeyResolver resolver = byScope.get("ip");
        if (resolver == null) {
            throw new IllegalStateException("There is no KeyResolver of the scope 'ip'.");
        }
        return resolver;
    }

    String unknown(String scope) {
        return "'" + scope + "' is not a scope. Use one of " + byScope.keySet()
                + ", or add a KeyResolver bean of that scope.";
    }
}
