package dev.gatehouse.autoconfigure.tomcat;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import org.apache.catalina.Valve;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Hands the headers of answers to an embedded Tomcat as bytes. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.tomcat.encode-headers")
@ConditionalOnClass({Valve.class, ConfigurableTomcatWebServerFactory.class})
@EnableConfigurationProperties(TomcatProperties.class)
public final class TomcatAutoConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseEncodedHeadValveCustomizer() {
        return factory -> factory.addEngineValves(new EncodedHeadValve());
    }
}
