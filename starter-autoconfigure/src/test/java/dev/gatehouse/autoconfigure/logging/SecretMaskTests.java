package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTests {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    private final SecretMask mask = new SecretMask(new SecretNames(List.of("iban", "My-Pin")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password=hunter2|password=***",
                "user=bob password=hunter2 next=1|user=bob password=*** next=1",
                "Password: hunter2|Password: ***",
                "passwd = hunter2|passwd = ***",
                "{\"password\":\"hunter2\",\"name\":\"bob\"}|{\"password\":\"***\",\"name\":\"bob\"}",
                "{\"password\" : \"hun\\\"ter2\"}|{\"password\" : \"***\"}",
                "{\\\"token\\\":\\\"hunter2\\\",\\\"a\\\":1}|{\\\"token\\\":\\\"***\\\",\\\"a\\\":1}",
                "password='hunter 2', a|password='***', a",
                "User[name=bob, password=hunter2]|User[name=bob, password=***]",
                "{spring.datasource.password=hunter2, a=b}|{spring.datasource.password=***, a=b}",
                "a=1&client_secret=hunter2&b=2|a=1&client_secret=***&b=2",
                "/reset?token=hunter2#x y|/reset?token=*** y",
                "accessToken=abc refreshToken=def csrf-token=ghi|accessToken=*** refreshToken=*** csrf-token=***",
                "X-Api-Key: hunter2|X-Api-Key: ***",
                "Authorization: Digest abc def ghi|Authorization: ***",
                "{authorization=[Basic abc], accept=[x]}|{authorization=[***], accept=[x]}",
                "Cookie: a=b; c=d|Cookie: ***",
                "Set-Cookie: a=b; Path=/|Set-Cookie: ***",
                "token=Bearer abcdef next|token=*** next",
                "<password>hunter2</password>|<password>***</password>",
                "iban=DE1234 customer.iban: DE1234|iban=*** customer.iban: ***",
                "my_pin=1234|my_pin=***",
                "JSESSIONID=abc; a|JSESSIONID=***; a",
                "otp=123456|otp=***"
            })
    void masksTheValueOfASecretName(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sent Bearer abcdefghijklmnop1234 to x|sent Bearer *** to x",
                "bearer abcdefghijklmnop1234|bearer ***",
                "sent Basic dXNlcjpwYXNz to x|sent Basic *** to x",
                "got " + JWT + ", ok|got ***, ok",
                "jdbc:postgresql://app:hunter2@db:5432/x|jdbc:postgresql://app:***@db:5432/x",
                "redis://:hunter2@cache|redis://:***@cache",
                "https://a:b@c@host/x|https://a:***@host/x",
                "key gh_live_abcdefgh_0123456789abcdefghij used|key gh_*** used",
                "key ghp_0123456789abcdefghij0123456789 used|key ghp_*** used",
                "-----BEGIN RSA PRIVATE KEY-----MIIB-----END RSA PRIVATE KEY-----|-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----MIIB|-----BEGIN PRIVATE KEY-----***"
            })
    void masksWhatLooksLikeASecret(String text, String expected) {
        assertThat(mask.mask(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /orders/{id} 200 12 ms 345 B user=alice",
                "password reset for bob",
                "password=",
                "password=null",
                "\"password\":\"\"",
                "laptop=1 stop: 2",
                "maxTokens=100 tokens: 5",
                "Basic authentication and Bearer authentication",
                "Basic dXNlcg==",
                "eyJ is the start of a token",
                "eyJhbGciOiJIUzI1NiJ9.only-one-dot",
                "https://example.com:8080/a@b",
                "high_0123456789012345678 gh_short",
                "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----",
                "a > b && x => y"
            })
    void leavesEverythingElseAlone(String text) {
        assertThat(mask.mask(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=hunter2", "Authorization: Bearer abcdefghijklmnop1234", "https://a:b@host"})
    void maskingTwiceChangesNothingMore(String text) {
        String once = mask.mask(text);
        assertThat(mask.mask(once)).isEqualTo(once);
    }

    @Test
    void masksInEachLineOfAStackTrace() {
        assertThat(mask.mask("java.sql.SQLException: password=hunter2\n\tat x.Y\nCaused by: z: token: hunter2\n"))
                .isEqualTo("java.sql.SQLException: password=***\n\tat x.Y\nCaused by: z: token: ***\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "=",
                ":",
                "a=",
                "_=",
                "____________________________________________________________=",
                "password",
                "password=",
                "password=\"",
                "password:\\\"",
                "://",
                "://a:",
                "eyJ",
                "eyJ.",
                "Bearer ",
                "Basic abcd",
                "gh_",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "Cookie: ",
                "<password>",
                "'\"\\ ="
            })
    @Timeout(20)
    void readsAMegabyteInTimeProportionalToItsLength(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        long start = System.nanoTime();
        mask.mask(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
