package dev.gatehouse.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTests {

    @ParameterizedTest
    @CsvSource({
        "redis://redis.example:6380/2, redis.example, 6380",
        "redis://redis_cache:6380/2, redis_cache, 6380",
        "rediss://user:pa_ss@redis_cache:6380/2, redis_cache, 6380",
        "redis://a:of-sentinel:b@redis_cache:6380/2, redis_cache, 6380",
        "redis://redis_cache/2, redis_cache, 6379",
        "redis://[::1]:6380/2, [::1], 6380",
        "redis://[::1]/2, [::1], 6379"
    })
    void saysHostAndPort(String text, String host, int port) {
        RedisURI uri = RedisAddress.uri(text);
        assertThat(uri.getHost()).isEqualTo(host);
        assertThat(uri.getPort()).isEqualTo(port);
        assertThat(uri.getDatabase()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis-sentinel://one:26379,other:26380/2#main one:26379,other:26380",
                "redis-sentinel://[::1]:26379/2#main [::1]:26379",
                "redis-sentinel://[::1]:26379,[fd00::2]:26380/2#main [::1]:26379,[fd00::2]:26380",
                "redis-sentinel://user:pa_ss@127.0.0.1,[::1]:26380/2#main 127.0.0.1:26379,[::1]:26380"
            })
    void saysWhereTheSentinelsAre(String text, String sentinels) {
        RedisURI uri = RedisAddress.uri(text);
        assertThat(uri.getSentinels().stream().map(node -> node.getHost() + ":" + node.getPort()))
                .containsExactly(sentinels.split(","));
        assertThat(uri.getSentinelMasterId()).isEqualTo("main");
        assertThat(uri.getDatabase()).isEqualTo(2);
    }

    @Test
    void keepsTheLogInOfAHostThatUrisDoNotKnow() {
        RedisURI uri = RedisAddress.uri("redis://user:pa_ss@redis_cache:6380");
        assertThat(uri.getCredentialsProvider().resolveCredentials().block())
                .satisfies(credentials -> assertThat(credentials.getUsername()).isEqualTo("user"))
                .satisfies(credentials ->
                        assertThat(String.valueOf(credentials.getPassword())).isEqualTo("pa_ss"));
    }

    /** Which colon begins the port, nobody can tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://::1:6380",
                "redis://fe80::1",
                "redis://redis_cache:port",
                "redis://redis_cache:99999",
                "redis://redis_cache:-5",
                "redis://redis_cache:+6380",
                "redis://one,other"
            })
    void refusesWhatWouldLeadElsewhere(String text) {
        assertThatThrownBy(() -> RedisAddress.uri(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Write redis://");
    }
}
