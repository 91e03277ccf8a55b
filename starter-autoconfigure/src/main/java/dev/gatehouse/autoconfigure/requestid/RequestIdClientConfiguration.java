package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.requestid.RequestIds;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls to other services. Header callbacks rather than interceptors: an interceptor would make the clients read each
 * request body into memory.
 */
final class RequestIdClientConfiguration {

    private RequestIdClientConfiguration() {}

    private static void addIfAbsent(HttpHeaders headers, RequestIds ids) {
        String id = ids.current();
        if (id != null && !headers.containsHeader(ids.header())) {
            headers.set(ids.header(), id);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RestClient.class, RestClientCustomizer.class})
    @ConditionalOnSwitch("gatehouse.request-id.clients")
    static class RestClientConfiguration {

        @Bean
        RestClientCustomizer gatehouseRequestIdRestClientCustomizer(RequestIds gatehouseRequestIds) {
            return builder -> builder.defaultRequest(
                    call -> call.httpRequest(request -> addIfAbsent(request.getHeaders(), gatehouseRequestIds)));
        }

        /** Runs before the caller's headers are set, which then replace it. */
        @Bean
        RestTemplateCustomizer gatehouseRequestIdRestTemplateCustomizer(RequestIds gatehouseRequestIds) {
            return template -> template.getClientHttpRequestInitializers()
                    .add(request -> addIfAbsent(request.getHeaders(), gatehouseRequestIds));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({WebClient.class, WebClientCustomizer.class})
    @ConditionalOnSwitch("gatehouse.request-id.clients")
    static class WebClientConfiguration {

        @Bean
        WebClientCustomizer gatehouseRequestIdWebClientCustomizer(RequestIds gatehouseRequestIds) {
            return builder -> builder.filter((request, next) -> {
                String id = gatehouseRequestIds.current();
                if (id == null || request.headers().containsHeader(gatehouseRequestIds.header())) {
                    return next.exchange(request);
                }
                return next.exchange(ClientRequest.from(request)
                        .header(gatehouseRequestIds.header(), id)
                        .build());
            });
        }
    }
}
