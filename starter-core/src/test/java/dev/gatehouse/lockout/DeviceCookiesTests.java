package dev.gatehouse.lockout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCookiesTests {

    private static final String FIRST = "2026-01-01T00:00:00Z";
    private static final SecretKey OLD = key("an old key of thirty-two bytes..");
    private static final SecretKey NEW = key("a new key with thirty-two bytes.");

    private final ManualClock clock = ManualClock.atNoon();
    private final DeviceCookies cookies = new DeviceCookies(List.of(NEW), Duration.ofDays(90), clock);

    @Test
    void knowsADeviceAgain() {
        String cookie = cookies.issue("u:jane", FIRST);
        String device = cookies.verify(cookie, "u:jane", FIRST);

        assertThat(device).matches("[A-Za-z0-9_-]{22}").isEqualTo(cookies.verify(cookie, "u:jane", FIRST));
        assertThat(cookies.verify(cookies.issue("u:jane", FIRST), "u:jane", FIRST))
                .isNotEqualTo(device);
        assertThat(cookie).matches("[A-Za-z0-9_.-]+").doesNotContain("jane");
    }

    @Test
    void isGoodForOneAccountOnly() {
        assertThat(cookies.verify(cookies.issue("u:jane", FIRST), "u:joe", FIRST))
                .isNull();
    }

    @Test
    void isGoodForOneGenerationOnly() {
        assertThat(cookies.verify(cookies.issue("u:jane", FIRST), "u:jane", "2026-02-01T00:00:00Z"))
                .isNull();
    }

    @Test
    void expires() {
        String cookie = cookies.issue("u:jane", FIRST);

        clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(cookies.verify(cookie, "u:jane", FIRST)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cookies.verify(cookie, "u:jane", FIRST)).isNull();
    }

    @Test
    void isWorthNothingOnceChanged() {
        String cookie = cookies.issue("u:jane", FIRST);

        for (int i = 0; i < cookie.length(); i++) {
            StringBuilder changed = new StringBuilder(cookie);
            changed.setCharAt(i, cookie.charAt(i) == '1' ? '2' : '1');
            assertThat(cookies.verify(changed.toString(), "u:jane", FIRST))
                    .as("character %d", i)
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "v1...", "v1.a.1.b", "v1.a.x.", "v2.a.1.b", "v1.a.b.c.d"})
    void readsNothingElse(String text) {
        assertThat(cookies.verify(text, "u:jane", FIRST)).isNull();
        assertThat(cookies.verify(text + "x".repeat(10_000), "u:jane", FIRST)).isNull();
    }

    @Test
    void acceptsCookiesOfAPreviousKey() {
        String cookie = new DeviceCookies(List.of(OLD), Duration.ofDays(90), clock).issue("u:jane", FIRST);

        assertThat(new DeviceCookies(List.of(NEW, OLD), Duration.ofDays(90), clock).verify(cookie, "u:jane", FIRST))
                .isNotNull();
        assertThat(cookies.verify(cookie, "u:jane", FIRST)).isNull();
    }

    @Test
    void refusesToBeWithoutAKeyOrALifetime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceCookies(List.of(), Duration.ofDays(1), clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceCookies(List.of(NEW), Duration.ZERO, clock));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceCookies(List.of(NEW), Duration.ofDays(36_501), clock));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceCookies(List.of(NEW), Duration.ofSeconds(-1), clock));
    }

    @Test
    void namesAccountsWithoutTellingWhoTheyAre() {
        GuardSubjects subjects = new GuardSubjects(NEW);
        UUID id = UUID.fromString("00000000-0000-7000-8000-000000000001");

        assertThat(subjects.known(id)).isEqualTo("u:00000000-0000-7000-8000-000000000001");
        assertThat(subjects.unknown("jane@example.com"))
                .matches("l:[A-Za-z0-9_-]{43}")
                .isEqualTo(subjects.unknown("jane@example.com"))
                .isNotEqualTo(subjects.unknown("joe@example.com"))
                .isNotEqualTo(new GuardSubjects(OLD).unknown("jane@example.com"));
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256");
    }
}
