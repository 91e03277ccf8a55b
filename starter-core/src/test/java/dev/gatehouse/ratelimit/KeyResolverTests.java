package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyResolverTests {

    private static final Principal ALICE = () -> "alice";

    private static HttpServletRequest withKeys(String... values) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                KeyResolverTests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getHeaders");
                    return arguments[0].equals("X-API-Key")
                            ? Collections.enumeration(List.of(values))
                            : Collections.emptyEnumeration();
                });
    }

    @Test
    void aUserIsKnownByTheName() {
        assertThat(KeyResolver.user(request -> ALICE).resolve(withKeys())).isEqualTo("alice");
        assertThat(KeyResolver.user(request -> null).resolve(withKeys())).isNull();
        assertThat(KeyResolver.user(request -> () -> "").resolve(withKeys())).isNull();
    }

    @Test
    void aLongNameBecomesAShortKeyThatAnOperatorFindsByTheName() {
        String longName = "a".repeat(5000);
        KeyResolver users = KeyResolver.user(request -> () -> longName);
        assertThat((String) users.resolve(withKeys())).hasSize(32).isEqualTo(users.parse(longName));
        assertThat(users.parse("a".repeat(100))).isEqualTo("a".repeat(100));
        assertThatIllegalArgumentException().isThrownBy(() -> users.parse(""));
    }

    @Test
    void anApiKeyIsDigestedAndNeedsSomebodyItBelongsTo() {
        KeyResolver keys = KeyResolver.apiKey("X-API-Key", request -> ALICE);
        assertThat(keys.resolve(withKeys("abc")))
                .as("sha256(abc)")
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223")
                .isEqualTo(keys.resolve(withKeys("  abc\t")));
        assertThat(keys.resolve(withKeys())).isNull();
        assertThat(keys.resolve(withKeys(" "))).as("no key").isNull();
        assertThat(KeyResolver.apiKey("X-API-Key", request -> null).resolve(withKeys("abc")))
                .isNull();
    }

    @Test
    void severalApiKeysCountAsTheirUser() {
        KeyResolver keys = KeyResolver.apiKey("X-API-Key", request -> ALICE);
        assertThat(keys.resolve(withKeys("abc", "invented-1")))
                .isEqualTo(keys.resolve(withKeys("abc", "invented-2")))
                .isEqualTo(keys.resolve(withKeys("invented-3", "abc")))
                .isNotEqualTo(keys.resolve(withKeys("abc")));
    }

    @Test
    void nobodyLooksAnApiKeyUpByTheKeyItself() {
        KeyResolver keys = KeyResolver.apiKey("X-API-Key", request -> ALICE);
        assertThat(keys.parse("ba7816bf8f01cfea414140de5dae2223")).isEqualTo(keys.resolve(withKeys("abc")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.parse("abc"))
                .withMessageContaining("never the key itself");
    }

    @Test
    void whatNeedsAUserIsCheckedBehindAuthenticationAndMissingIsNothingUnusual() {
        for (KeyResolver resolver :
                List.of(KeyResolver.user(request -> ALICE), KeyResolver.apiKey("X-API-Key", request -> ALICE))) {
            assertThat(resolver.stage()).isEqualTo(RateLimitStage.AFTER_AUTHENTICATION);
            assertThat(resolver.isOptional()).isTrue();
        }
        assertThat(KeyResolver.global().stage()).isEqualTo(RateLimitStage.BEFORE_AUTHENTICATION);
    }

    @Test
    void aRuleIsCheckedAtTheStageOfItsKey() {
        RateLimitRule all =
                RateLimitRule.of("all", KeyResolver.global(), Limit.of("1/s")).build();
        RateLimitRule users = RateLimitRule.of("users", KeyResolver.user(request -> ALICE), Limit.of("1/s"))
                .build();
        RateLimitRules rules = new RateLimitRules(
                RateLimitRule.of("default", KeyResolver.global(), Limit.of("1/s"))
                        .build(),
                List.of(users, all),
                request -> false);
        assertThat(rules.applyingTo(withKeys(), RateLimitStage.BEFORE_AUTHENTICATION))
                .extracting(RateLimitRule::name)
                .containsExactly("default", "all");
        assertThat(rules.applyingTo(withKeys(), RateLimitStage.AFTER_AUTHENTICATION))
                .containsExactly(users);
        assertThat(rules.applyingTo(withKeys(), RateLimitStage.AT_HANDLER)).isEmpty();
        assertThat(rules.hasAnyAt(RateLimitStage.AFTER_AUTHENTICATION)).isTrue();
        assertThat(rules.hasAnyAt(RateLimitStage.AT_HANDLER)).isFalse();
    }
}
