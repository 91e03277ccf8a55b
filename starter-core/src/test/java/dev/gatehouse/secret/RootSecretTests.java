package dev.gatehouse.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootSecretTests {

    private static final String CURRENT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OLD = "IB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE=";

    @Test
    void derivesAnotherKeyForEachPurpose() {
        RootSecret secret = RootSecret.parse(CURRENT, List.of());

        assertThat(List.of("totp", "device", "audit", "guard").stream()
                        .map(label -> Base64.getEncoder()
                                .encodeToString(secret.key(label).getEncoded())))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(Base64.getDecoder().decode(key)).hasSize(32));
    }

    @Test
    void derivesTheSameKeyInEveryVersion() {
        assertThat(Base64.getEncoder()
                        .encodeToString(
                                RootSecret.parse(CURRENT, List.of()).key("totp").getEncoded()))
                .isEqualTo("Z1LGqEaaNzPYNO+ZeAdaEMex1JQrEqxfeW+0gVtNdJc=");
    }

    @Test
    void keepsTheKeysOfPreviousSecrets() {
        RootSecret before = RootSecret.parse(OLD, List.of());
        RootSecret after = RootSecret.parse(CURRENT, List.of(OLD));

        assertThat(after.keys("totp")).containsExactly(after.key("totp"), before.key("totp"));
        assertThat(after.key("totp")).isNotEqualTo(before.key("totp"));
    }

    @Test
    void readsBothAlphabetsOfBase64WithAndWithoutPadding() {
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
        String standard = Base64.getEncoder().encodeToString(bytes());

        assertThat(RootSecret.parse(urlSafe, List.of()).key("x"))
                .isEqualTo(RootSecret.parse(" " + standard + "\n", List.of()).key("x"));
    }

    /** As openssl writes more than 48 bytes, and YAML folds them. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\t"})
    void readsASecretOfSeveralLines(String lineEnd) {
        byte[] secret = Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g".repeat(2));
        String lines = Base64.getMimeEncoder(64, lineEnd.getBytes(US_ASCII)).encodeToString(secret);

        assertThat(lines).contains(lineEnd);
        assertThat(RootSecret.parse(lines + lineEnd, List.of()).key("x"))
                .isEqualTo(RootSecret.of(secret, List.of()).key("x"));
    }

    @Test
    void makesSecretsItAccepts() {
        String made = RootSecret.generate();

        assertThat(RootSecret.parse(made, List.of()).key("x")).isNotNull();
        assertThat(RootSecret.generate()).isNotEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void refusesAWeakSecretWithoutRepeatingIt(String weak) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.parse(weak, List.of()))
                .satisfies(e -> {
                    if (!weak.isEmpty()) {
                        assertThat(e).hasMessageNotContaining(weak);
                    }
                    assertThat(e).hasNoCause();
                });
        assertThatIllegalArgumentException().isThrownBy(() -> RootSecret.parse(CURRENT, List.of(weak)));
    }

    @Test
    void refusesALabelThatNamesNoPurpose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.parse(CURRENT, List.of()).key(" "));
    }

    @Test
    void saysNothingAboutItself() {
        assertThat(RootSecret.parse(CURRENT, List.of(OLD))).hasToString("RootSecret[previous=1]");
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0xf8 + i);
        }
        return bytes;
    }
}
