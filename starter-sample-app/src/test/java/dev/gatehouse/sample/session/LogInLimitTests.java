package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.EachDatabase;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.LimitedService;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** How the limits of an address and the lockout of an account go together (ASVS 5.0, 6.3.1). */
@LimitedService
@EachDatabase
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
        Answer limited = logIn(person.with(WRONG), address);
        assertThat(limited.outcome()).as("the 31st").isEqualTo("429 rate_limit_exceeded");
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
        assertThat(logIn(stranger("n"), address).outcome()).isEqualTo("429 rate_limit_exceeded");
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
