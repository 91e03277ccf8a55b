package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import java.util.function.Supplier;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Lets Tomcat count. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ValveBase.class, ConfigurableTomcatWebServerFactory.class})
class TomcatCountingConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> gatehouseBodyMeterValveCustomizer(
            RequestLimitsProperties gatehouseRequestLimitsProperties,
            ObjectProvider<BodyLimits> gatehouseBodyLimits,
            ContainerCounting gatehouseContainerCounting) {
        // The limits need the path patterns of Spring MVC, which do not exist yet when the server is made.
        Supplier<BodyLimits> limits = SingletonSupplier.of(gatehouseBodyLimits::getObject);
        return factory -> {
            factory.addEngineValves(new BodyMeterValve(
                    gatehouseRequestLimitsProperties.toSettings(), limits, gatehouseContainerCounting));
            factory.addConnectorCustomizers(connector -> {
                // Else Tomcat asks for the body before any filter could refuse it.
                connector.setProperty("continueResponseTiming", "onRead");
                // Tomcat reads them within one read of the body, which waits anew for each byte: nobody needs long
                // ones.
                connector.setProperty("maxExtensionSize", "16");
                connector.setProperty("maxTrailerSize", "512");
            });
        };
    }
}
