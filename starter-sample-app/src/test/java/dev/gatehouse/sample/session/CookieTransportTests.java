package dev.gatehouse.sample.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.Answer;
import dev.gatehouse.sample.IdentityTest;
import dev.gatehouse.sample.StrictService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Where a cookie carries the refresh token (gatehouse.auth.refresh.transport): no script and no other site gets at it. */
@StrictService
class CookieTransportTests extends IdentityTest {

    private static final String COOKIE = "__Host-refresh";

    @Test
    void cookieIsForTheServiceAloneAndTheBodyHoldsNoToken() {
        Answer session = signIn(person());
        assertThat(session.text("refresh_token")).isEmpty();
        assertThat(setCookie(session))
                .matches(COOKIE + "=[A-Za-z0-9_-]{43}; .*")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=604800")
                .doesNotContain("Domain");
    }

    @Test
    void cookieGoesOnWithTheSessionAndIsGoodOnce() {
        Answer session = signIn(person());
        String first = session.cookie(COOKIE);
        Answer next = refreshBy(first);
        assertThat(next.outcome()).isEqualTo("200");
        assertThat(next.text("refresh_token")).isEmpty();
        assertThat(next.cookie(COOKIE)).isNotEqualTo(first).hasSize(43);
        assertThat(send("GET", ME, null, bearer(next)).status()).isEqualTo(200);
        assertThat(refreshBy(first).outcome()).as("reuse").isEqualTo("401 refresh_invalid");
        assertThat(refreshBy(next.cookie(COOKIE)).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void formOfAnotherSiteCannotUseTheCookie() {
        Answer session = signIn(person());
        String[] alone = {HttpHeaders.COOKIE, COOKIE + "=" + session.cookie(COOKIE)};
        for (String path : List.of("/refresh", "/logout")) {
            assertThat(send("POST", AUTH + path, null, alone).status()).as(path).isEqualTo(403);
        }
        assertThat(refreshBy(session.cookie(COOKIE)).status())
                .as("the token was not used up")
                .isEqualTo(200);
    }

    @Test
    void tokenInTheBodyIsNotTaken() {
        Answer session = signIn(person());
        assertThat(refresh(session.cookie(COOKIE)).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void logOutTakesTheCookieBack() {
        Answer session = signIn(person());
        Answer out = send("POST", AUTH + "/logout", null, withCookie(session.cookie(COOKIE)));
        assertThat(out.status()).isEqualTo(204);
        assertThat(setCookie(out)).startsWith(COOKIE + "=;").contains("; Max-Age=0", "; Secure", "; Path=/");
        assertThat(send("GET", ME, null, bearer(session)).status()).isEqualTo(401);
        assertThat(refreshBy(session.cookie(COOKIE)).outcome()).isEqualTo("401 refresh_invalid");
    }

    @Test
    void logInEndsTheSessionOfTheCookieThatIsSentAlong() {
        Person person = person();
        Answer old = signIn(person);
        Answer next = logIn(person, withCookie(old.cookie(COOKIE)));
        assertThat(next.status()).isEqualTo(200);
        assertThat(send("GET", ME, null, bearer(old)).status()).isEqualTo(401);
    }

    private Answer refreshBy(String token) {
        return send("POST", AUTH + "/refresh", null, withCookie(token));
    }

    private static String[] withCookie(String token) {
        return new String[] {HttpHeaders.COOKIE, COOKIE + "=" + token, "X-Requested-With", "fetch"};
    }

    private static String setCookie(Answer answer) {
        return answer.headers().getOrEmpty(HttpHeaders.SET_COOKIE).stream()
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .findFirst()
                .orElse("");
    }
}
