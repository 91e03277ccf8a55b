package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.KeyResolver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key resolvers by their scope. A bean of the application takes the place of the one Gatehouse brings. */
final class KeyResolvers {

    private final Map<String, KeyResolver> byScope = new TreeMap<>();

    /** Takes the resolvers, of several for one scope the first. */
    KeyResolvers(Stream<KeyResolver> beans, List<KeyResolver> standard) {
        Stream.concat(beans, standard.stream()).forEach(resolver -> byScope.putIfAbsent(resolver.scope(), resolver));
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
