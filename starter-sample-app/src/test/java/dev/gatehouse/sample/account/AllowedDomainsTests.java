package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.StrictService;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts for the addresses of some domains only. */
@StrictService
class AllowedDomainsTests extends IdentityTest {

    private static final String REFUSED = "422 email_domain_not_allowed";

    @Test
    void nobodyRegistersWithAnAddressOfAnotherDomain() {
        Person person = stranger("p");
        assertThat(register(elsewhere(person)).outcome()).isEqualTo(REFUSED);
        assertThat(register(person).outcome()).isEqualTo("202");
    }

    @Test
    void nobodyMovesToAnAddressOfAnotherDomain() {
        Answer session = signIn(person());
        assertThat(move(session, elsewhere(stranger("n"))).outcome()).isEqualTo(REFUSED);
        assertThat(move(session, stranger("n")).outcome()).isEqualTo("202");
    }

    private Answer move(Answer session, Person to) {
        return send("POST", ME + "/email", Map.of("new_email", to.email()), bearer(session));
    }

    private static Person elsewhere(Person person) {
        return new Person(person.username(), person.username() + "@example.net", person.password());
    }
}
