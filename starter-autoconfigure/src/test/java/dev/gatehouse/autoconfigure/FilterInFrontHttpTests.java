package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What the page on the order of filters says of one that stands in front of all. */
class FilterInFrontHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(InFront.class, "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void getsNothingOfGatehouseForAnAnswerOfItsOwn() {
        HttpResponse<String> response = service.get("/answers");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).doesNotContainKeys("x-request-id", "x-content-type-options");
    }

    @ParameterizedTest
    @CsvSource({"/sends, 403, forbidden", "/throws, 500, internal_error"})
    void getsTheErrorFormatForItsErrors(String path, int status, String code) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"" + code + "\"");
        assertThat(response.headers().map()).containsKeys("x-request-id", "x-content-type-options");
    }

    @Configuration(proxyBeanMethods = false)
    static class InFront {

        @Bean
        FilterRegistrationBean<Filter> filterInFront() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                switch (((HttpServletRequest) request).getRequestURI()) {
                    case "/answers" -> response.getWriter().write("mine");
                    case "/sends" -> ((HttpServletResponse) response).sendError(403);
                    case "/throws" -> throw new IllegalStateException("secret");
                    default -> chain.doFilter(request, response);
                }
            });
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
