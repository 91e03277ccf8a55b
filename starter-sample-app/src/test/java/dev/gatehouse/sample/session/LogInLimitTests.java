package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.LimitedService;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** How the limits of an address and the lockout of an account go together (ASVS 5.0, 6.3.1). */
@LimitedService
class LogInLimitTests extends IdentityTest {

    private static final String WRONG = "not-the-one-at-all";

    /** Whoever gets 429 before 423 learns nothing of the lock, and asks the owner nothing either. */
    @Test
    void v6_3_1_limitOfTheAddressDoesNotHideTheLock() {
        Person person = stranger("p");
        String[] address = {"X-Forwarded-For", "203.0.113.1"};
        for (int i = 0; i < 5; i++) {
            assertThat(logIn(person.with(WRONG), address).outcome()).isEqualTo("401 invalid_credentials");
        }
        for (int i = 5; i < 30; i++) {
            assertThat(logIn(person.with(WRONG), address).outcome())
                    .as("log-in %d", i + 1)
                    .isEqualTo("423 account_locked");
        }
        Answer limited = untilLimited(() -> logIn(person.with(WRONG), address), "423 account_locked");
        assertThat(limited.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        assertThat(logIn(person.with(WRONG), "X-Forwarded-For", "203.0.113.2").outcome())
                .as("from elsewhere")
                .isEqualTo("423 account_locked");
    }

    @Test
    void v6_3_1_addressFailsTenTimesAMinuteWhateverTheAccount() {
        String[] address = {"X-Forwarded-For", "203.0.113.3"};
        for (int i = 0; i < 10; i++) {
            assertThat(logIn(stranger("n"), address).outcome())
                    .as("log-in %d", i + 1)
                    .isEqualTo("401 invalid_credentials");
        }
        untilLimited(() -> logIn(stranger("n"), address), "401 invalid_credentials");
    }

    /** On a slow machine tokens come back meanwhile, but not as fast as they are spent. */
    private static Answer untilLimited(Supplier<Answer> attempt, String before) {
        for (int more = 0; more < 20; more++) {
            Answer answer = attempt.get();
            if (answer.status() == 429) {
                assertThat(answer.outcome()).isEqualTo("429 rate_limit_exceeded");
                return answer;
            }
            assertThat(answer.outcome()).isEqualTo(before);
        }
        throw new AssertionError("No limit was reached.");
    }

    @Test
    void v6_3_1_logInsThatSucceedDoNotCountAsFailures() {
        Person person = person();
        String[] address = {"X-Forwarded-For", "203.0.113.4"};
        for (int i = 0; i < 15; i++) {
            assertThat(logIn(person, address).outcome()).as("log-in %d", i + 1).isEqualTo("200");
        }
    }
}
