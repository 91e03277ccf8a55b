package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.token.OpaqueToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.test.context.TestPropertySource;

/**
 * The time of an answer does not tell whether there is an account (ASVS 5.0, 6.3.8). Known and unknown take turns, so that
 * both meet the same moments of a busy machine. The long form asks for medians within a quarter; the short one finds a hash
 * that is left out, which makes an answer several times as fast.
 */
@TestPropertySource(properties = "gatehouse.auth.password.argon2.preset=owasp-7m")
class EnumerationTimeTests extends IdentityTest {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");
    private static final int PEOPLE = PROOF ? 10 : 2;

    /** Below the lock. */
    private static final int TRIES = PROOF ? 4 : 3;

    @Test
    void v6_3_8_logInTakesAsLongForAnUnknownLogin(TestReporter reporter) {
        List<Person> known = people();
        List<Person> unknown = strangers();
        compare(
                reporter,
                turn -> logIn(known.get(turn % PEOPLE).with("not-the-one-at-all")),
                turn -> logIn(unknown.get(turn % PEOPLE).with("not-the-one-at-all")));
    }

    @Test
    void v6_3_8_askingForAResetTakesAsLongForAnUnknownAddress(TestReporter reporter) {
        List<Person> known = people();
        List<Person> unknown = strangers();
        compare(
                reporter,
                turn -> askForReset(known.get(turn % PEOPLE)),
                turn -> askForReset(unknown.get(turn % PEOPLE)));
    }

    @Test
    void v6_3_8_registeringTakesAsLongWithATakenAddress(TestReporter reporter) {
        List<Person> known = people();
        compare(
                reporter,
                turn -> {
                    Person anew = stranger("r");
                    return register(
                            new Person(anew.username(), known.get(turn % PEOPLE).email(), anew.password()));
                },
                turn -> register(stranger("r")));
    }

    @Test
    void v6_3_8_registeringOnceMoreTakesAsLongAsForTheFirstTime(TestReporter reporter) {
        List<Person> known = strangers();
        known.forEach(this::register);
        compare(reporter, turn -> register(known.get(turn % PEOPLE)), turn -> register(stranger("r")));
    }

    @Test
    void v6_3_8_registeringAnotherPasswordTakesAsLongAsForTheFirstTime(TestReporter reporter) {
        List<Person> known = strangers();
        known.forEach(this::register);
        compare(
                reporter,
                turn -> register(known.get(turn % PEOPLE).with(stranger("r").password())),
                turn -> register(stranger("r")));
    }

    @Test
    void v6_3_8_askingForTheLinkOnceMoreTakesAsLongForAnUnknownLogin(TestReporter reporter) {
        List<Person> known = strangers();
        known.forEach(this::register);
        List<Person> unknown = strangers();
        compare(reporter, turn -> askForLink(known.get(turn % PEOPLE)), turn -> askForLink(unknown.get(turn % PEOPLE)));
    }

    @Test
    void v6_3_8_linkThatWasUsedTakesAsLongAsOneThatNeverWas(TestReporter reporter) {
        List<String> known = people().stream()
                .map(person -> mails.token(person.email(), MailTemplate.VERIFY_EMAIL))
                .toList();
        compare(
                reporter,
                turn -> verify(known.get(turn % PEOPLE)),
                turn -> verify(OpaqueToken.generate().value()));
    }

    private void compare(TestReporter reporter, Turn known, Turn unknown) {
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int turn = 0; turn < PEOPLE * TRIES; turn++) {
            int same = turn;
            ofKnown.add(time(() -> known.take(same)));
            ofUnknown.add(time(() -> unknown.take(same)));
        }
        double ratio = (double) median(ofUnknown) / median(ofKnown);
        reporter.publishEntry(Map.of(
                "known", median(ofKnown) / 1000 + " µs",
                "unknown", median(ofUnknown) / 1000 + " µs",
                "ratio", "%.3f".formatted(ratio)));
        assertThat(ratio).isBetween(PROOF ? 0.75 : 0.4, PROOF ? 1.25 : 2.5);
    }

    private Answer askForReset(Person person) {
        return send("POST", AUTH + "/request-password-reset", Map.of("email", person.email()));
    }

    private Answer askForLink(Person person) {
        return send("POST", AUTH + "/resend-verification", Map.of("login", person.email()));
    }

    private List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(person());
        }
        return people;
    }

    private static List<Person> strangers() {
        List<Person> strangers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            strangers.add(stranger("n"));
        }
        return strangers;
    }

    private static long time(Supplier<Answer> request) {
        long start = System.nanoTime();
        Answer answer = request.get();
        long took = System.nanoTime() - start;
        assertThat(answer.status()).isIn(202, 400, 401);
        return took;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    @FunctionalInterface
    private interface Turn {
        Answer take(int turn);
    }
}
