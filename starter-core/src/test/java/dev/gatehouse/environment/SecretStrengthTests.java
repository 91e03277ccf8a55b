package dev.gatehouse.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme",
                "Change-Me!",
                "secret",
                "postgres",
                "sa",
                "root",
                "your-256-bit-secret",
                "REPLACE_ME",
                "123456",
                "12345678",
                "000000",
                "xxx",
                "please-change-this-secret-now",
                "supersecret"
            })
    void knowsWhatEverybodyTriesFirst(String secret) {
        assertThat(SecretStrength.isKnown(secret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"une0xGEg72dVqwslIo8ecE5XoBsgSwNu6EGztGuTPbQ", "correct horse battery staple", "9d2f01", "7"})
    void doesNotKnowOthers(String secret) {
        assertThat(SecretStrength.isKnown(secret)).isEqualTo(secret.equals("7"));
    }

    @Test
    void findsRepetition() {
        assertThat(SecretStrength.isMonotonous("abababababababababababababababababab"))
                .isTrue();
        assertThat(SecretStrength.isMonotonous("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdefghijk"))
                .isTrue();
        assertThat(SecretStrength.isMonotonous("6f1ed002ab5595859014ebf0951522d96f1ed002ab559585"))
                .isFalse();
    }

    @Test
    void countsBytesRatherThanLetters() {
        assertThat(SecretStrength.bytes("äöü")).isEqualTo(6);
    }

    @Test
    void generatesWhatNobodyFindsWeak() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String secret = SecretGenerator.generate();
            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            assertThat(SecretStrength.isKnown(secret)).isFalse();
            assertThat(SecretStrength.isMonotonous(secret)).isFalse();
            all.add(secret);
        }
        assertThat(all).hasSize(100);
    }
}
