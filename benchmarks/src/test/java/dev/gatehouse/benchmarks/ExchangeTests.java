package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured is what it claims to be. */
class ExchangeTests {

    static List<Exchange> exchanges() {
        return List.of(new StubExchange(), new TomcatExchange());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void eachFilterOfTheChainLeavesItsMark(Exchange exchange) throws Exception {
        int status = new Pipeline(FilterSet.CHAIN.filters()).serve(exchange, "198.51.100.7");

        assertThat(status).isEqualTo(200);
        assertThat(exchange.sentBytes()).isEqualTo(20);
        assertThat(exchange.sentHeader("X-Request-ID")).hasSize(32);
        assertThat(exchange.sentHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(exchange.sentHeader("Strict-Transport-Security")).isNotNull();
        assertThat(exchange.sentHeader("RateLimit-Policy")).isEqualTo("\"default\";q=1000000000;w=60");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void theEndpointAloneSendsNoneOfTheHeaders(Exchange exchange) throws Exception {
        new Pipeline(FilterSet.CHAIN.filters()).serve(exchange, "198.51.100.7");

        int status = new Pipeline(FilterSet.NONE.filters()).serve(exchange, "198.51.100.7");

        assertThat(status).isEqualTo(200);
        assertThat(exchange.sentBytes()).isEqualTo(20);
        assertThat(exchange.sentHeader("X-Request-ID")).isNull();
        assertThat(exchange.sentHeader("RateLimit")).isNull();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void anOriginIsLetInByCors(Exchange exchange) throws Exception {
        new Pipeline(FilterSet.CORS_OF_AN_ORIGIN.filters()).serve(exchange, "198.51.100.7");

        assertThat(exchange.sentHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void aClientHasItsOwnBucket(Exchange exchange) throws Exception {
        Pipeline pipeline = new Pipeline(new Filter[] {FilterSet.rateLimit("1/day")});

        assertThat(pipeline.serve(exchange, "198.51.100.7")).isEqualTo(200);
        assertThat(pipeline.serve(exchange, "198.51.100.8")).isEqualTo(200);
        assertThat(pipeline.serve(exchange, "198.51.100.7")).isEqualTo(429);
    }

    @Test
    void tomcatWritesTheHeadAsItGoesOverTheWire() throws Exception {
        TomcatExchange exchange = new TomcatExchange();

        new Pipeline(FilterSet.CHAIN.filters()).serve(exchange, "198.51.100.7");

        assertThat(exchange.sentHead())
                .startsWith("HTTP/1.1 200")
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
                .contains("\r\nX-Request-ID: ")
                .contains("\r\nRateLimit-Policy: \"default\";q=1000000000;w=60\r\n")
                .endsWith("\r\n\r\n");
    }
}
