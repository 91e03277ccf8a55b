package dev.gatehouse.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.EchoServlet;
import dev.gatehouse.autoconfigure.testing.RunningService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Rules with paths where another servlet stands beside Spring MVC's. */
class OtherServletHttpTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mvc"})
    void aPathBelowTheContextNamesWhatAnotherServletAnswers(String ofSpringMvc) {
        String prefix = ofSpringMvc.equals("/") ? "" : ofSpringMvc;
        try (RunningService service = RunningService.start(
                Application.class,
                "server.servlet.context-path=/app",
                "spring.mvc.servlet.path=" + ofSpringMvc,
                "gatehouse.address-lists[0].path=/console/secret/**",
                "gatehouse.address-lists[0].allow=10.0.0.0/8",
                "gatehouse.address-lists[1].path=/orders",
                "gatehouse.address-lists[1].allow=10.0.0.0/8",
                "gatehouse.address-lists[2].path=/second/secret",
                "gatehouse.address-lists[2].allow=10.0.0.0/8")) {
            assertThat(status(service, "/app/console/secret")).isEqualTo(403);
            assertThat(status(service, "/app/console/secret/x")).isEqualTo(403);
            assertThat(status(service, "/app/console/%73ecret")).isEqualTo(403);
            assertThat(status(service, "/app/console/x/../secret")).isEqualTo(403);
            assertThat(status(service, "/app/console/orders")).isEqualTo(200);
            assertThat(status(service, "/app" + prefix + "/orders")).isEqualTo(403);
            assertThat(status(service, "/app" + prefix + "/open")).isEqualTo(200);
            assertThat(status(service, "/app/second/secret")).isEqualTo(403);
            assertThat(status(service, "/app/second/orders")).isEqualTo(200);
            assertThat(status(service, "/app/alias/orders")).isEqualTo(403);
            assertThat(status(service, "/app/alias/open")).isEqualTo(200);
        }
    }

    private static int status(RunningService service, String path) {
        String answer = service.sendRaw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {

        @Bean
        ServletRegistrationBean<EchoServlet> console() {
            return new ServletRegistrationBean<>(new EchoServlet(), "/console/*");
        }

        /** Has handlers of its own. */
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            AnnotationConfigWebApplicationContext own = new AnnotationConfigWebApplicationContext();
            own.register(SecondEndpoints.class);
            return dispatcherServlet(new DispatcherServlet(own), "second");
        }

        /** Has the handlers of the service. */
        @Bean
        ServletRegistrationBean<DispatcherServlet> alias(WebApplicationContext service) {
            return dispatcherServlet(new DispatcherServlet(service), "alias");
        }

        private static ServletRegistrationBean<DispatcherServlet> dispatcherServlet(
                DispatcherServlet servlet, String name) {
            ServletRegistrationBean<DispatcherServlet> registration =
                    new ServletRegistrationBean<>(servlet, "/" + name + "/*");
            registration.setName(name);
            return registration;
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping({"/orders", "/open"})
        String any() {
            return "ok";
        }
    }

    @EnableWebMvc
    @RestController
    static class SecondEndpoints {

        @GetMapping({"/secret", "/orders"})
        String any() {
            return "ok";
        }
    }
}
