package dev.gatehouse.autoconfigure.flag;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AuthenticatedRequestFilterTests {

    private final HttpServletRequest arrived = new MockHttpServletRequest();
    private final HttpServletRequest authenticated = new HttpServletRequestWrapper(arrived);

    private void pass(HttpServletRequest request) throws Exception {
        new AuthenticatedRequestFilter().doFilter(request, new MockHttpServletResponse(), (req, res) -> {});
    }

    @Test
    void knowsTheRequestThatAuthenticationWrapped() throws Exception {
        pass(authenticated);
        assertThat(AuthenticatedRequestFilter.of(arrived)).isSameAs(authenticated);
    }

    @Test
    void leavesARequestThatWasWrappedFurtherIn() throws Exception {
        pass(authenticated);
        HttpServletRequest further = new HttpServletRequestWrapper(authenticated);
        assertThat(AuthenticatedRequestFilter.of(further)).isSameAs(further);
    }

    @Test
    void leavesARequestThatNothingWrapped() throws Exception {
        assertThat(AuthenticatedRequestFilter.of(arrived)).isSameAs(arrived);
        pass(arrived);
        assertThat(AuthenticatedRequestFilter.of(arrived)).isSameAs(arrived);
    }
}
