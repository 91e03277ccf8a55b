package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Where a service says itself which requests the filters are for, as beans with a registration beside them. */
class ForwardedErrorConfigurationTests {

    private static RunningService start(Class<?> filters) {
        return RunningService.start(
                filters, "gatehouse.client-address.trusted-proxies=127.0.0.1", "gatehouse.rate-limit.enabled=false");
    }

    /** The paths of each filter of the kind, by its name. */
    private static Map<String, Collection<String>> paths(RunningService service, Class<? extends Filter> kind) {
        Map<String, Collection<String>> paths = new TreeMap<>();
        ServletContext application = ((WebApplicationContext) service.context()).getServletContext();
        for (FilterRegistration filter : application.getFilterRegistrations().values()) {
            if (isA(kind, filter.getClassName())) {
                paths.put(filter.getName(), filter.getUrlPatternMappings());
            }
        }
        return paths;
    }

    private static boolean isA(Class<?> kind, String name) {
        try {
            return kind.isAssignableFrom(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void leavesOffWhatIsSwitchedOff() {
        try (RunningService service = start(SwitchedOff.class)) {
            assertThat(paths(service, ForwardedHeaderFilter.class)).isEmpty();
            assertThat(paths(service, ErrorPageFilter.class)).isEmpty();
            assertThat(service.context().getBean(ForwardedHeaderFilter.class))
                    .isSameAs(service.context()
                            .getBean("forwarded", FilterRegistrationBean.class)
                            .getFilter());
        }
    }

    @Test
    void keepsToThePathsOfTheService() {
        try (RunningService service = start(Internal.class)) {
            assertThat(paths(service, ForwardedHeaderFilter.class).values().toString())
                    .isEqualTo("[[/internal/*]]");
            assertThat(service.get("/internal/nothing", "X-Forwarded-Port", "abc")
                            .headers()
                            .firstValue("Content-Type"))
                    .hasValue("application/problem+json");
        }
    }

    @Test
    void leavesAFilterOfTheServiceAsItIs() {
        try (RunningService service = start(Own.class)) {
            assertThat(paths(service, ForwardedHeaderFilter.class)).isEmpty();
            assertThat(service.context().getBean(OwnForwardedHeaders.class)).isNotNull();
        }
    }

    @Test
    void answersForABeanWithoutARegistrationToo() {
        try (RunningService service = start(Alone.class)) {
            HttpResponse<String> response = service.get("/nothing-here", "X-Forwarded-Port", "abc");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(paths(service, ForwardedHeaderFilter.class)).containsOnlyKeys("forwardedHeaderFilter");
        }
    }

    private static <T extends Filter> FilterRegistrationBean<T> switchedOff(T filter) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Configuration(proxyBeanMethods = false)
    static class SwitchedOff {

        @Bean
        ForwardedHeaderFilter forwardedHeaderFilter() {
            return new ForwardedHeaderFilter();
        }

        @Bean
        FilterRegistrationBean<ForwardedHeaderFilter> forwarded(ForwardedHeaderFilter filter) {
            return switchedOff(filter);
        }

        @Bean
        ErrorPageFilter errorPageFilter() {
            return new ErrorPageFilter();
        }

        @Bean
        FilterRegistrationBean<ErrorPageFilter> errorPages(ErrorPageFilter filter) {
            return switchedOff(filter);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Internal {

        @Bean
        ForwardedHeaderFilter forwardedHeaderFilter() {
            return new ForwardedHeaderFilter();
        }

        @Bean
        FilterRegistrationBean<ForwardedHeaderFilter> forwarded(ForwardedHeaderFilter filter) {
            FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(filter);
            registration.addUrlPatterns("/internal/*");
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        OwnForwardedHeaders ownForwardedHeaders() {
            return new OwnForwardedHeaders();
        }

        @Bean
        FilterRegistrationBean<OwnForwardedHeaders> forwarded(OwnForwardedHeaders filter) {
            return switchedOff(filter);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Alone {

        @Bean
        ForwardedHeaderFilter forwardedHeaderFilter() {
            return new ForwardedHeaderFilter();
        }
    }

    static class OwnForwardedHeaders extends ForwardedHeaderFilter {}
}
