package dev.gatehouse.autoconfigure.hosts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.WebUtils;

/**
 * Lets requests of MockMvc say the host of their URL in {@code Host}, as every client does and MockMvc does not. A header of
 * the test's own holds, and what a test changes of the request comes behind this; the header follows a server name that is
 * set then, which the mock would not tell any more.
 */
final class MockMvcHost implements MockMvcBuilderCustomizer, MockMvcConfigurer, Ordered {

    private static final String SAID = MockMvcHost.class.getName();

    /** In front of the filters that Spring Boot adds. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void customize(ConfigurableMockMvcBuilder<?> builder) {
        builder.apply(this);
        builder.addFilters(MockMvcHost::follow);
    }

    @Override
    public RequestPostProcessor beforeMockMvcCreated(
            ConfigurableMockMvcBuilder<?> builder, @Nullable WebApplicationContext context) {
        return MockMvcHost::withHost;
    }

    private static MockHttpServletRequest withHost(MockHttpServletRequest request) {
        if (request.getHeader(HttpHeaders.HOST) == null) {
            say(hostOf(request), request);
        }
        return request;
    }

    private static void follow(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MockHttpServletRequest mock = WebUtils.getNativeRequest(request, MockHttpServletRequest.class);
        if (mock != null && isOurs(mock.getHeader(HttpHeaders.HOST), mock)) {
            mock.removeHeader(HttpHeaders.HOST);
            say(hostOf(mock), mock);
        }
        chain.doFilter(request, response);
    }

    private static void say(String host, MockHttpServletRequest request) {
        request.addHeader(HttpHeaders.HOST, host);
        request.setAttribute(SAID, host);
    }

    private static boolean isOurs(@Nullable String host, MockHttpServletRequest request) {
        return host != null && host.equals(request.getAttribute(SAID));
    }

    /** The port of a mock stays 80 with {@code https}, unless the URL says another. */
    private static String hostOf(MockHttpServletRequest request) {
        int port = request.getServerPort();
        return port == 80 || port == 443 ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
