package dev.gatehouse.loginid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIdNormalizerTests {

    private final LoginIdNormalizer normalizer = new LoginIdNormalizer();

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "admin,admin",
                "ADMIN,admin",
                " admin ,admin",
                "a.b_c-d,a.b_c-d",
                "abc,abc",
                "007,007",
                "a09,a09",
                "AaZz,aazz",
                "\uFF21\uFF44\uFF4D\uFF49\uFF4E,admin",
                "\u00A0admin\u2003,admin",
                "\u212Aelvin,kelvin",
                "abcdefghijklmnopqrstuvwxyz012345,abcdefghijklmnopqrstuvwxyz012345"
            })
    void bringsAUserNameIntoItsOneForm(String typed, String key) {
        assertThat(normalizer.username(typed)).isEqualTo(new LoginId(LoginIdKind.USERNAME, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "ab",
                "abcdefghijklmnopqrstuvwxyz0123456",
                ".abc",
                "abc.",
                "_abc",
                "abc-",
                "a b",
                "a@b",
                "adm\u0131n",
                "ADM\u0130N",
                "\u0430dmin",
                "adm\u00edn",
                "admin\u0000",
                "admin\u200B",
                "a/b",
                "a:b",
                "stra\u00DFe"
            })
    void refusesWhatIsNoUserName(String typed) {
        assertThatExceptionOfType(InvalidLoginIdException.class)
                .isThrownBy(() -> normalizer.username(typed))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(LoginIdKind.USERNAME));
        assertThat(normalizer.forLookup(typed)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Jane.Doe+tag@Example.COM,jane.doe+tag@example.com",
                " jane@example.com ,jane@example.com",
                "o'neil@mail.example.co.uk,o'neil@mail.example.co.uk",
                "a@b.c,a@b.c",
                "j@xn--mnchen-3ya.example,j@xn--mnchen-3ya.example",
                "a!#$%&'*+-/=?^_`{|}~@b.c,a!#$%&'*+-/=?^_`{|}~@b.c",
                "a@1.example,a@1.example",
                "AZaz09@AZaz09.example,azaz09@azaz09.example"
            })
    void bringsAnEmailAddressIntoItsOneForm(String typed, String key) {
        assertThat(normalizer.email(typed)).isEqualTo(new LoginId(LoginIdKind.EMAIL, key));
        assertThat(normalizer.forLookup(typed)).isEqualTo(new LoginId(LoginIdKind.EMAIL, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane",
                "@example.com",
                "jane@",
                "jane@example",
                "jane@.example",
                "jane@example.",
                "jane@exa mple.com",
                "jane doe@example.com",
                ".jane@example.com",
                "jane.@example.com",
                "ja..ne@example.com",
                "jane@doe@example.com",
                "\"jane\"@example.com",
                "jane@[192.0.2.1]",
                "jane@192.0.2.1",
                "jane@-example.com",
                "jane@example-.com",
                "jane@ex_ample.com",
                "jane@example.com\r\nBcc: x@example.com",
                "jane@example.com\u0000",
                "j\u00E4ne@example.com",
                "jane@m\u00FCnchen.example",
                "mi\u212Ae@example.com",
                "jane@g\u0131thub.com",
                "jane@example.com,eve@example.com",
                "jane@example.com>",
                "jane(x)@example.com"
            })
    void refusesWhatIsNoUsableEmailAddress(String typed) {
        assertThatExceptionOfType(InvalidLoginIdException.class)
                .isThrownBy(() -> normalizer.email(typed))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(LoginIdKind.EMAIL));
    }

    @Test
    void holdsTheLengthsOfTheStandard() {
        String label = "a".repeat(63);
        String domain = label + "." + label + "." + label;

        assertThat(normalizer.email("a".repeat(62) + "@" + domain).key()).hasSize(254);
        assertThat(normalizer.email("a".repeat(64) + "@b.c").key()).hasSize(68);
        assertThat(normalizer.forLookup("a".repeat(63) + "@" + domain)).isNull();
        assertThat(normalizer.forLookup("a".repeat(65) + "@b.c")).isNull();
        assertThat(normalizer.forLookup("a@" + "a".repeat(64) + ".c")).isNull();
    }

    @Test
    void looksAtNoTextOfAbsurdLength() {
        assertThat(normalizer.forLookup("a".repeat(100_000))).isNull();
        assertThat(normalizer.forLookup(" ".repeat(100_000) + "a@b.c")).isNull();
        assertThat(normalizer.username("admin" + " ".repeat(1011)).key()).isEqualTo("admin");
        assertThat(normalizer.forLookup("admin" + " ".repeat(1012))).isNull();
        assertThat(normalizer.email("a@b.c" + " ".repeat(1011)).key()).isEqualTo("a@b.c");
        assertThat(normalizer.forLookup("a@b.c" + " ".repeat(1012))).isNull();
    }

    @Test
    void doesNotRepeatWhatWasTyped() {
        assertThatExceptionOfType(InvalidLoginIdException.class)
                .isThrownBy(() -> normalizer.email("<script>@"))
                .withMessageNotContaining("<script>");
    }

    @Test
    void takesALookupWithAnAtSignForAnAddress() {
        assertThat(normalizer.forLookup("Jane")).isEqualTo(new LoginId(LoginIdKind.USERNAME, "jane"));
        assertThat(normalizer.forLookup("jane@")).isNull();
    }
}
