package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;

/** Makes paths that filters answer reachable in an embedded server; others map a servlet to every path anyway. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnClass(ConfigurableServletWebServerFactory.class)
public final class AnsweredPathsAutoConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> gatehouseAnsweredPathsCustomizer(
            ObjectProvider<AnsweredPaths> answered) {
        return factory ->
                factory.addInitializers(context -> new UnmappedPaths(answered.orderedStream()).onStartup(context));
    }
}
