package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Who is one client: nothing that a client can choose makes it another. */
class RateLimitClientHttpTests extends RateLimitHttpTest {

    @Test
    void aSpoofedForwardedHeaderDoesNotChangeTheKey() {
        start("gatehouse.rate-limit.default-limit=2/minute", "gatehouse.client-address.trusted-proxies=");
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.3").statusCode()).isEqualTo(429);
        assertThat(get("/hello", "Forwarded", "for=1.1.1.4").statusCode()).isEqualTo(429);
    }

    @Test
    void springsForwardedHeaderFilterDoesNotChangeTheKeyEither() {
        start(
                "gatehouse.rate-limit.default-limit=2/minute",
                "gatehouse.client-address.trusted-proxies=",
                "server.forward-headers-strategy=framework");
        get("/hello", "X-Forwarded-For", "1.1.1.1");
        get("/hello", "X-Forwarded-For", "1.1.1.2");
        assertThat(get("/hello", "X-Forwarded-For", "1.1.1.3").statusCode()).isEqualTo(429);
    }

    @Test
    void respectsWhatTheContainerResolved() {
        start(
                "gatehouse.rate-limit.default-limit=1/minute",
                "gatehouse.client-address.trusted-proxies=",
                "server.forward-headers-strategy=native");
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "9.9.9.9, 203.0.113.1").statusCode())
                .isEqualTo(429);
    }

    @Test
    void anIpv6ClientCannotChooseItsKeyWithinItsNetwork() {
        start("gatehouse.rate-limit.default-limit=2/minute");
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2::1").statusCode())
                .isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2:ffff::2").statusCode())
                .isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:2:1:2:3:4").statusCode())
                .isEqualTo(429);
        assertThat(get("/hello", "X-Forwarded-For", "2001:db8:1:3::1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anIpv4ClientIsOneHoweverItIsWritten() {
        start("gatehouse.rate-limit.default-limit=1/minute");
        assertThat(get("/hello", "X-Forwarded-For", "1.2.3.4").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "::ffff:102:304").statusCode())
                .isEqualTo(429);
        assertThat(get("/hello", "X-Forwarded-For", "::ffff:102:305").statusCode())
                .isEqualTo(200);
    }

    @Test
    void exemptsAddresses() {
        start("gatehouse.rate-limit.default-limit=1/minute", "gatehouse.rate-limit.exempt-addresses=10.0.0.0/8");
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> response = get("/strict", "X-Forwarded-For", "10.1.2.3");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "RateLimit")).isNull();
        }
    }

    @Test
    void aRequestWithoutAKeyIsNotCountedWithOthers() {
        start(
                "gatehouse.rate-limit.rules[0].name=tenants",
                "gatehouse.rate-limit.rules[0].limit=1/minute",
                "gatehouse.rate-limit.rules[0].scope=tenant");
        assertThat(get("/hello", "Tenant", "one").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "Tenant", "one").statusCode()).isEqualTo(429);
        assertThat(get("/hello", "Tenant", "two").statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(header(get("/hello"), "RateLimit-Policy")).isEqualTo("\"default\";q=100;w=60");
        }
        assertThat(context.getBean(MeterRegistry.class)
                        .get("gatehouse.rate_limit.decisions")
                        .tags("rule", "tenants", "outcome", "unresolved")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void theGlobalLimitCountsAllClientsTogether() {
        start(
                "gatehouse.rate-limit.rules[0].name=all",
                "gatehouse.rate-limit.rules[0].limit=2/minute",
                "gatehouse.rate-limit.rules[0].scope=global");
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.2").statusCode()).isEqualTo(200);
        assertThat(get("/hello", "X-Forwarded-For", "203.0.113.3").statusCode()).isEqualTo(429);
    }
}
