package dev.gatehouse.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTests {

    private static final String OLD = RootSecret.generate();
    private static final String NEW = RootSecret.generate();

    private final SecretBox box = box(NEW);

    @Test
    void opensWhatItSealed() {
        assertThat(box.open(box.seal(bytes("secret"), "row:1"), "row:1")).isEqualTo(bytes("secret"));
        assertThat(box.open(box.seal(new byte[0], "row:1"), "row:1")).isEmpty();
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            sealed.add(box.seal(bytes("secret"), "row:1"));
        }

        assertThat(sealed).hasSize(1000);
    }

    @Test
    void doesNotOpenAValueThatWasMovedToAnotherPlace() {
        String sealed = box.seal(bytes("secret"), "row:1");

        assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> box.open(sealed, "row:2"));
    }

    @Test
    void doesNotOpenAValueOfWhichAnyCharacterWasChanged() {
        String sealed = box.seal(bytes("secret"), "row:1");

        for (int i = 0; i < sealed.length(); i++) {
            StringBuilder changed = new StringBuilder(sealed);
            changed.setCharAt(i, sealed.charAt(i) == 'A' ? 'B' : 'A');
            assertThatExceptionOfType(UnsealException.class)
                    .as("character %d", i)
                    .isThrownBy(() -> box.open(changed.toString(), "row:1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.00000000", "v1.00000000.AAAA", "v1..", "v2.00000000.AAAA", "a.b.c.d"})
    void doesNotOpenWhatIsNotSealed(String text) {
        assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> box.open(text, "row:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "****", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void doesNotOpenWhatIsTooShortUnderItsOwnKey(String content) {
        String prefix = box.seal(new byte[0], "row:1").substring(0, 12);

        assertThatExceptionOfType(UnsealException.class).isThrownBy(() -> box.open(prefix + content, "row:1"));
    }

    @Test
    void opensWhatWasSealedUnderAPreviousSecretAndAsksForItAnew() {
        String sealed = box(OLD).seal(bytes("secret"), "row:1");
        SecretBox rotated = box(NEW, OLD);

        assertThat(rotated.open(sealed, "row:1")).isEqualTo(bytes("secret"));
        assertThat(rotated.needsReseal(sealed)).isTrue();
        assertThat(rotated.needsReseal(rotated.seal(bytes("secret"), "row:1"))).isFalse();
    }

    @Test
    void namesTheRemedyWhenTheKeyIsGone() {
        String sealed = box(OLD).seal(bytes("secret"), "row:1");

        assertThatExceptionOfType(UnsealException.class)
                .isThrownBy(() -> box.open(sealed, "row:1"))
                .withMessageContaining("previous root secret");
    }

    /** What is sealed names its key: another name, and nothing sealed before opens any more. */
    @Test
    void namesAKeyAsItAlwaysDid() {
        SecretBox known = new SecretBox(List.of(new SecretKeySpec(bytes("a key with its thirty-two bytes."), "AES")));

        assertThat(known.seal(bytes("secret"), "row:1")).startsWith("v1.87be282e.");
    }

    @Test
    void refusesToBeWithoutAUsableKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretBox(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretBox(List.of(new SecretKeySpec(new byte[16], "AES"))));
    }

    @Test
    void saysNoSecretAboutItself() {
        assertThat(box.toString()).matches("SecretBox\\[key=[0-9a-f]{8}, keys=1]");
    }

    private static SecretBox box(String current, String... previous) {
        return new SecretBox(RootSecret.parse(current, List.of(previous)).keys("totp"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
