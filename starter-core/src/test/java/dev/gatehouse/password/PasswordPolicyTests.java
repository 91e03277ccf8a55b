package dev.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTests {

    private final PasswordPolicy policy = new PasswordPolicy(
            new PasswordPolicySettings(12, 128, List.of("Gatehouse", "Acme Corp")), CompromisedPasswords.none());
    private final PasswordOwner jane = new PasswordOwner("jane.doe", "jd-archer@example.com", "Jane Archer");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zvkquwemhgpt",
                "correct horse battery staple",
                "river-anvil-tulip-42-moss",
                "ZVKQUWEMHGPT",
                "x7#Lq9!vT2&w",
                "                    q v m x k",
                "\u043F\u0430\u0440\u043E\u043B\u044C \u0441\u043B\u043E\u043D \u0436\u0438\u0440\u0430\u0444",
                "\uD83D\uDE00\uD83D\uDC36\uD83C\uDF55\uD83D\uDE80\uD83C\uDF08\uD83D\uDD11"
                        + "\uD83C\uDFB8\uD83E\uDD84\uD83C\uDF0B\uD83D\uDCA1\uD83C\uDF6D\uD83D\uDC19",
                "my dog ate a blue bicycle"
            })
    void acceptsAnyComposition(String password) {
        assertThat(policy.check(password, jane)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11,TOO_SHORT", "12,-", "64,-", "128,-", "129,TOO_LONG", "100000,TOO_LONG"})
    void countsCodePoints(int length, String flaw) {
        assertThat(flaws(random(length, "bcdfgkmpqtvwxz"))).isEqualTo(flaw);
        assertThat(flaws(emoji(length))).isEqualTo(flaw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password1234|COMMON",
                "qwertyuiop12|KEYBOARD_WALK",
                "Password1234!|COMMON",
                "p4ssw0rd1234|COMMON",
                "P@$$w0rd2024|COMMON",
                "iloveyou1234|COMMON",
                "ilovechocolate|COMMON",
                "summer2024!!|COMMON",
                "dragonmonkey|COMMON",
                "monkeydragon12|COMMON",
                "letmein12345|COMMON",
                "1mother1father|COMMON",
                "liverpoolfc1|COMMON",
                "passwordpassword|COMMON",
                "passwordpasswordpassword|COMMON",
                "trustno1trustno1|COMMON",
                "administrator1|COMMON",
                "correcthorsebatterystaple|COMMON",
                "drowssap1234drowssap|-",
                "gatehouse2026!|CONTEXT_WORD",
                "G4t3h0us3-2026|CONTEXT_WORD",
                "esuohetag1234|CONTEXT_WORD",
                "acmecorp2026|CONTEXT_WORD",
                "acme-corp-2026|CONTEXT_WORD",
                "jane.doe.1234|CONTEXT_WORD",
                "janedoe123456|CONTEXT_WORD",
                "archer123456|CONTEXT_WORD",
                "jd-archer2026|CONTEXT_WORD",
                "aaaaaaaaaaaa|REPEATED",
                "aaaaxxxxqqqq|REPEATED",
                "abababababab|REPEATED",
                "x9kx9kx9kx9k|REPEATED",
                "!!!!!!!!!!!!!!!!|REPEATED",
                "abcdefghijkl|SEQUENCE",
                "zyxwvutsrqponm|SEQUENCE",
                "123456789012|SEQUENCE",
                "012345678901234|SEQUENCE",
                "098765432109|SEQUENCE",
                "abcd1234efgh|COMMON",
                "12341234567!|SEQUENCE",
                "199820012024|SEQUENCE",
                "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u0439\u043A\u043B|SEQUENCE",
                "112233445566|SEQUENCE",
                "102030405060|SEQUENCE",
                "1a2s3d4f5g6h|SEQUENCE",
                "ghbdtnrfrltkf|COMMON",
                "gfhjkm123456|COMMON",
                "приветпароль1|COMMON",
                "entertainment|COMMON",
                "1qaz2wsx3edc|COMMON",
                "3edc4rfv5tgb|KEYBOARD_WALK",
                "qazwsxedcrfv|COMMON",
                "okmijnuhbygv|KEYBOARD_WALK",
                "q1w2e3r4t5y6|SEQUENCE",
                "w3e4r5t6y7u8|KEYBOARD_WALK",
                "asdfghjkl;'123|KEYBOARD_WALK",
                "qwertzuiop\u00FC1|KEYBOARD_WALK",
                "azertyuiop12|KEYBOARD_WALK",
                "poiuytrewq00|KEYBOARD_WALK",
                "7894561230!!|COMMON"
            })
    void refusesWhatIsTriedFirst(String password, String flaw) {
        assertThat(password.length()).isGreaterThanOrEqualTo(12);
        assertThat(flaws(password)).isEqualTo(flaw);
    }

    /** Where one logs in with it, the mail address is the first guess. */
    @ParameterizedTest
    @CsvSource({
        "john.smith@example.com,john.smith@example.com",
        "john.smith@example.com,John.Smith@Example.com1",
        "john.smith@example.com,moc.elpmaxe@htims.nhoj",
        "jsmith@gmail.com,jsmith@gmail.com",
        "jsmith@gmail.com,jsmith_gmail_com",
        "anna@contoso.com,anna@contoso.com",
        "a@accounting.contoso.com,contoso2026!",
        "a@accounting.contoso.com,accounting.contoso.com"
    })
    void refusesTheOwnersMailAddressAndItsDomain(String email, String password) {
        assertThat(policy.check(password, new PasswordOwner(null, email, null)))
                .containsExactly(PasswordFlaw.CONTEXT_WORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wolfeschlegelsteinhausenbergerdorff",
                "Wolfeschlegelsteinhausenbergerdorff1",
                "w0lf3schl3g3lst31nhaus3nb3rg3rd0rff"
            })
    void refusesAWordOfTheContextHoweverLong(String password) {
        assertThat(policy.check(password, new PasswordOwner(null, null, "Wolfeschlegelsteinhausenbergerdorff")))
                .containsExactly(PasswordFlaw.CONTEXT_WORD);
    }

    @Test
    void noCommonWordIsLongerThanIsLookedFor() {
        assertThat(CommonWords.all()).allMatch(word -> word.length() <= PasswordParts.MAX_WORD);
    }

    @Test
    void refusesEveryCommonWordWithTheUsualTail() {
        Set<String> refused = new TreeSet<>();
        int every = Boolean.getBoolean("dev.gatehouse.proof") ? 1 : 5;
        int at = 0;
        for (String word : CommonWords.all()) {
            if (at++ % every != 0) {
                continue;
            }
            for (String tail : List.of("", "1234", "123456", "12345678", "1234567890", "2024", "2025!", "!!", word)) {
                String password = word + tail;
                if (word.length() >= 4 && password.codePointCount(0, password.length()) >= 12) {
                    assertThat(policy.check(password, PasswordOwner.UNKNOWN))
                            .as(password)
                            .isNotEmpty();
                    refused.add(password);
                }
            }
        }

        assertThat(refused).hasSizeGreaterThan(3000);
    }

    @Test
    void letsRandomPasswordsPass() {
        String letters = "abcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < 1_000; i++) {
            String password = random(12, letters, i);
            assertThat(policy.check(password, jane)).as(password).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nul \u0000 within it",
                "lone \uD83D high half",
                "lone \uDE00 low half",
                "ends in half\uD83D",
                "\uDE00\uD83D swapped halves"
            })
    void refusesACharacterThatIsNone(String password) {
        assertThat(policy.check(password, jane)).containsExactly(PasswordFlaw.INVALID_CHARACTER);
    }

    @Test
    void countsAComposedAndADecomposedCharacterAlike() {
        assertThat(policy.check("\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u00ea\u00eb\u00f1\u00e7\u00e5", jane))
                .containsExactly(PasswordFlaw.TOO_SHORT);
        assertThat(policy.check("a\u0308o\u0308u\u0308\u00dfe\u0301e\u0300e\u0302e\u0308n\u0303c\u0327a\u030a", jane))
                .containsExactly(PasswordFlaw.TOO_SHORT);
    }

    @Test
    void saysAllThatIsWrong() {
        assertThat(policy.check("password", jane)).containsExactly(PasswordFlaw.TOO_SHORT, PasswordFlaw.COMMON);
        assertThat(policy.check("", jane)).contains(PasswordFlaw.TOO_SHORT);
    }

    @Test
    void knowsNoContextOfNobody() {
        assertThat(policy.check("zv jane kq", PasswordOwner.UNKNOWN)).containsExactly(PasswordFlaw.TOO_SHORT);
        assertThat(policy.check("wqarcherwqkx", new PasswordOwner(null, "@", "\uD83D")))
                .isEmpty();
    }

    @Test
    void asksAboutABreachLastAndOnlyOnce() {
        AtomicInteger asked = new AtomicInteger();
        PasswordPolicy asking = new PasswordPolicy(PasswordPolicySettings.defaults(), password -> {
            asked.incrementAndGet();
            return password.startsWith("\u00e4");
        });

        assertThat(asking.check("password1234", jane)).containsExactly(PasswordFlaw.COMMON);
        assertThat(asked).hasValue(0);
        assertThat(asking.check("a\u0308zvkquwemhgpt", jane)).containsExactly(PasswordFlaw.COMPROMISED);
        assertThat(asking.check("zvkquwemhgpt", jane)).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksTheListOfAnOperator() {
        CompromisedPasswords listed = ListedPasswords.read(
                new BufferedReader(new StringReader("# comment\n\nZvkquwemhgpt\r\nshort\nmu\u0308nchner wirtshaus\n")));
        PasswordPolicy listing = new PasswordPolicy(
                PasswordPolicySettings.defaults(), listed.or(password -> password.startsWith("known")));

        assertThat(listing.check("zvkquWEMhgpt", jane)).containsExactly(PasswordFlaw.COMPROMISED);
        assertThat(listing.check("M\u00fcnchner Wirtshaus", jane)).containsExactly(PasswordFlaw.COMPROMISED);
        assertThat(listing.check("knownzvkqwxmhgp", jane)).containsExactly(PasswordFlaw.COMPROMISED);
        assertThat(listing.check("zvkquwemhgpx", jane)).isEmpty();
        assertThat(listing.check("# comment of zvk", jane)).isEmpty();
    }

    @Test
    void readsAListThatBeginsWithAMarkOfItsByteOrder() {
        CompromisedPasswords listed =
                ListedPasswords.read(new BufferedReader(new StringReader("\uFEFFcorrecthorsebattery\nzvkquwemhgpt\n")));

        assertThat(listed.contains("correcthorsebattery")).isTrue();
        assertThat(listed.contains("zvkquwemhgpt")).isTrue();
        CompromisedPasswords commented =
                ListedPasswords.read(new BufferedReader(new StringReader("\uFEFF# comment\nzvkquwemhgpt\n")));
        assertThat(commented.contains("# comment")).isFalse();
    }

    @Test
    void namesItsFlawsForClientsAndUsers() {
        assertThat(PasswordFlaw.KEYBOARD_WALK.code()).isEqualTo("keyboard_walk");
        assertThat(PasswordFlaw.values()).allMatch(flaw -> flaw.message().endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({"7,128", "65,128", "12,63", "12,1025"})
    void refusesLengthsNoStandardAllows(int min, int max) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicySettings(min, max, List.of()));
    }

    @Test
    void acceptsLengthsAtTheEdges() {
        assertThat(new PasswordPolicySettings(8, 64, List.of()).minLength()).isEqualTo(8);
        assertThat(new PasswordPolicySettings(64, 1024, List.of()).maxLength()).isEqualTo(1024);
        assertThat(PasswordPolicySettings.defaults().minLength()).isEqualTo(12);
    }

    private String flaws(String password) {
        Set<PasswordFlaw> flaws = policy.check(password, jane);
        assertThat(flaws).as(password).hasSizeLessThanOrEqualTo(1);
        return flaws.isEmpty() ? "-" : flaws.iterator().next().name();
    }

    private static String random(int length, String letters) {
        return random(length, letters, length);
    }

    private static String random(int length, String letters, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String emoji(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(0x1F300 + random.nextInt(300));
        }
        return text.toString();
    }
}
