package dev.gatehouse.autoconfigure.requestid;

import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Handlers that go on after they returned: a {@code Callable}, whichever executor runs it, or a {@code DeferredResult}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnSwitch("gatehouse.request-id.tasks")
class RequestIdMvcConfiguration {

    @Bean
    WebMvcConfigurer gatehouseRequestIdMvcConfigurer() {
        return new WebMvcConfigurer() {
            @Override
            public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
                configurer.registerCallableInterceptors(new CallableContext());
                configurer.registerDeferredResultInterceptors(new DeferredResultContext());
            }
        };
    }
}
