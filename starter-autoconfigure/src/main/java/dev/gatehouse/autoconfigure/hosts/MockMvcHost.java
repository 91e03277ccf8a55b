package dev.gatehouse.autoconfigure.hosts;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcConfigurer;
import org.springframework.web.context.WebApplicationContext;

/**
 * Lets requests of MockMvc say the host of their URL in {@code Host}, as every client does and MockMvc does not. A header of
 * the test's own holds, and what a test changes of the request comes behind this.
 */
final class MockMvcHost implements MockMvcBuilderCustomizer, MockMvcConfigurer {

    @Override
    public void customize(ConfigurableMockMvcBuilder<?> builder) {
        builder.apply(this);
    }

    @Override
    public RequestPostProcessor beforeMockMvcCreated(
            ConfigurableMockMvcBuilder<?> builder, @Nullable WebApplicationContext context) {
        return MockMvcHost::withHost;
    }

    private static MockHttpServletRequest withHost(MockHttpServletRequest request) {
        if (request.getHeader(HttpHeaders.HOST) == null) {
            request.addHeader(HttpHeaders.HOST, hostOf(request));
        }
        return request;
    }

    /** The port of a mock stays 80 with {@code https}, unless the URL says another. */
    private static String hostOf(MockHttpServletRequest request) {
        int port = request.getServerPort();
        return port == 80 || port == 443 ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
