package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class HandlerRulesTests {

    private final HandlerRules rules =
            new HandlerRules(new KeyResolvers(Stream.of(KeyResolver.global()), List.of()), StoreFailure.LOCAL);

    static class Orders {

        @RateLimit(value = "10/minute", name = "orders", scope = "global")
        public void list() {}

        @RateLimit(value = "10/minute", name = "orders", scope = "global")
        public void search() {}
    }

    /** Handlers may be registered at any time. */
    @Test
    void handlersShareANamedRuleAlsoOnceItsLimitWasChanged() throws NoSuchMethodException {
        RateLimitRule rule = of("list");
        rule.changeLimit(Limit.of("200/minute"));
        assertThat(of("search")).isSameAs(rule);
    }

    private RateLimitRule of(String method) throws NoSuchMethodException {
        return rules.of(new HandlerMethod(new Orders(), method)).get(0);
    }
}
