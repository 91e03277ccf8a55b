package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTests {

    private static final HttpServletRequest REQUEST = (HttpServletRequest) Proxy.newProxyInstance(
            RateLimiterTests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, args) -> null);

    private static KeyResolver byAddress(String address, int prefix) {
        return KeyResolver.ip(
                request -> address == null ? ClientAddress.UNKNOWN : new ClientAddress(IpAddress.of(address), false),
                prefix);
    }

    private static RateLimitRule rule(String name, boolean matches, boolean replaces, KeyResolver keys, String limit) {
        return RateLimitRule.of(name, keys, Limit.of(limit))
                .matching(request -> matches)
                .replacingDefault(replaces)
                .build();
    }

    private static List<String> applying(RateLimitRule byDefault, boolean unusual, RateLimitRule... rules) {
        return new RateLimitRules(byDefault, List.of(rules), request -> unusual)
                .applyingTo(REQUEST, RateLimitStage.BEFORE_AUTHENTICATION).stream()
                        .map(RateLimitRule::name)
                        .toList();
    }

    @Test
    void appliesTheDefaultWhereNoPathRuleReplacesIt() {
        KeyResolver ip = byAddress("192.0.2.1", 64);
        RateLimitRule byDefault = rule("default", true, false, ip, "100/minute");

        assertThat(applying(byDefault, false)).containsExactly("default");
        assertThat(applying(byDefault, false, rule("path", true, true, ip, "5/minute")))
                .containsExactly("path");
        assertThat(applying(byDefault, false, rule("path", false, true, ip, "5/minute")))
                .containsExactly("default");
        assertThat(applying(byDefault, false, rule("any", true, false, ip, "5/minute")))
                .containsExactly("default", "any");
        assertThat(applying(byDefault, false, rule("all", true, true, KeyResolver.global(), "5/minute")))
                .containsExactly("default", "all");
        assertThat(applying(byDefault, false, rule("free", true, true, ip, "unlimited")))
                .isEmpty();
    }

    @Test
    void keepsTheDefaultForUnusualPaths() {
        KeyResolver ip = byAddress("192.0.2.1", 64);
        RateLimitRule byDefault = rule("default", true, false, ip, "100/minute");

        assertThat(applying(byDefault, true, rule("path", true, true, ip, "5/minute")))
                .containsExactly("default", "path");
        assertThat(applying(byDefault, true, rule("free", true, true, ip, "unlimited")))
                .containsExactly("default");
    }

    @Test
    void anUnlimitedDefaultAppliesToNothing() {
        RateLimitRule byDefault = rule("default", true, false, KeyResolver.global(), "unlimited");
        assertThat(applying(byDefault, true)).isEmpty();
        assertThat(applying(byDefault, true, rule("a", true, true, KeyResolver.global(), "5/s")))
                .containsExactly("a");
    }

    @Test
    void refusesTwoRulesOfOneName() {
        KeyResolver all = KeyResolver.global();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> applying(
                        rule("default", true, false, all, "1/s"), false, rule("default", true, false, all, "2/s")))
                .withMessageStartingWith("Two rules have the name 'default'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "ä",
                "a\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesANameThatCouldBreakAHeader(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(name, true, false, KeyResolver.global(), "1/s"))
                .withMessageContaining("is not a name of a rule");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, 64, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, 64, false",
        "2001:db8:1:2::1, 2001:db8:1:3::1, 48, true",
        "2001:db8::1, 2001:db8::2, 128, false",
        "192.0.2.1, ::ffff:c000:201, 32, true",
        "192.0.2.1, 192.0.2.2, 32, false",
    })
    void groupsIpv6ByPrefix(String one, String two, int prefix, boolean same) {
        Object keyOfOne = byAddress(one, prefix).resolve(REQUEST);
        assertThat(keyOfOne.equals(byAddress(two, prefix).resolve(REQUEST))).isEqualTo(same);
    }

    @Test
    void aClientWithoutAddressHasNoKey() {
        assertThat(byAddress(null, 64).resolve(REQUEST)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> byAddress("::1", 31));
        assertThatIllegalArgumentException().isThrownBy(() -> byAddress("::1", 129));
    }

    @Test
    void tellsWhatEachRuleSaid() {
        List<String> heard = new ArrayList<>();
        RateLimiter limiter = new RateLimiter(
                new MemoryRateLimitStore(1000, () -> 0),
                List.of((rule, outcome) -> heard.add(rule.name() + " " + outcome)));
        List<Charge> charges = List.of(
                Charge.of(rule("wide", true, false, KeyResolver.global(), "5/s,9/h"), "a"),
                Charge.of(rule("narrow", true, false, KeyResolver.global(), "1/s"), "a"));

        assertThat(limiter.decide(charges).allowed()).isTrue();
        assertThat(limiter.decide(charges).allowed()).isFalse();
        assertThat(limiter.decide(List.of())).isSameAs(RateLimitDecision.UNLIMITED);
        limiter.refund(List.of(), RateLimitDecision.UNLIMITED);
        assertThat(heard).containsExactly("wide ALLOWED", "narrow ALLOWED", "wide RELEASED", "narrow REJECTED");
    }

    @Test
    void tellsOfARuleThatTheStoreDidNotCount() {
        List<String> heard = new ArrayList<>();
        RateLimitRule open = rule("open", true, false, KeyResolver.global(), "5/s");
        RateLimitRule counted = rule("counted", true, false, KeyResolver.global(), "5/s");
        RateLimiter limiter = new RateLimiter(
                new ForgetfulStore(open), List.of((rule, outcome) -> heard.add(rule.name() + " " + outcome)));

        limiter.decide(List.of(Charge.of(open, "a"), Charge.of(counted, "a")));
        limiter.decide(Charge.of(open, "a"));

        assertThat(heard).containsExactly("open UNCHECKED", "counted ALLOWED", "open UNCHECKED");
    }
}
