package dev.gatehouse.autoconfigure.tomcat;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.SetProperties;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.apache.catalina.Context;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Takes the redirect of the context path out of Tomcat, which sends it in front of every filter to whatever host the client
 * names, and gives it behind them. What {@code server.tomcat.redirect-context-root} says holds instead.
 */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnClass({Context.class, ConfigurableTomcatWebServerFactory.class})
@Conditional(ContextRootAutoConfiguration.OnUnsetRedirect.class)
public final class ContextRootAutoConfiguration {

    /** The pattern of nothing behind the context path. */
    private static final List<String> CONTEXT_ROOT = List.of("");

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseContextRootCustomizer() {
        return factory -> factory.addContextCustomizers(context -> context.setMapperContextRootRedirectEnabled(false));
    }

    @Bean
    FilterRegistrationBean<ContextRootRedirect> gatehouseContextRootRegistration() {
        FilterRegistrationBean<ContextRootRedirect> registration =
                new FilterRegistrationBean<>(new ContextRootRedirect());
        registration.setName("gatehouseContextRoot");
        registration.setOrder(FilterOrder.CONTEXT_ROOT);
        registration.setUrlPatterns(CONTEXT_ROOT);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    static final class OnUnsetRedirect implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !SetProperties.contains(context.getEnvironment(), "server.tomcat.redirect-context-root");
        }
    }
}
