package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.deadline.Deadline;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls to other services. No client of Spring takes a time-out for a single call, so each ends in the way its library
 * offers: the JDK's, Jetty's and Reactor's clients wait interruptibly and end with the interrupt of the worker; a call of
 * Apache's is cancelled; WebClient has a time-out of its own.
 */
final class DeadlineClientConfiguration {

    private DeadlineClientConfiguration() {}

    private static void check() {
        Deadline deadline = Deadline.current();
        if (deadline != null) {
            deadline.check();
        }
    }

    /** Initializers rather than interceptors, which would make the clients read each request body into memory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestClient.class, RestClientCustomizer.class})
    @ConditionalOnSwitch("gatehouse.request-limits.timeout-clients")
    static class RestClientConfiguration {

        @Bean
        RestClientCustomizer gatehouseDeadlineRestClientCustomizer() {
            return builder -> builder.requestInitializer(request -> check());
        }

        @Bean
        RestTemplateCustomizer gatehouseDeadlineRestTemplateCustomizer() {
            return template -> template.getClientHttpRequestInitializers().add(request -> check());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HttpClients.class, ClientHttpRequestFactoryBuilderCustomizer.class})
    @ConditionalOnSwitch("gatehouse.request-limits.timeout-clients")
    static class HttpComponentsConfiguration {

        @Bean
        ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder>
                gatehouseDeadlineHttpComponentsCustomizer() {
            return DeadlineExecution::addTo;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClient.class, WebClientCustomizer.class})
    @ConditionalOnSwitch("gatehouse.request-limits.timeout-clients")
    static class WebClientConfiguration {

        @Bean
        WebClientCustomizer gatehouseDeadlineWebClientCustomizer() {
            return builder -> builder.filter(new DeadlineExchange());
        }
    }
}
