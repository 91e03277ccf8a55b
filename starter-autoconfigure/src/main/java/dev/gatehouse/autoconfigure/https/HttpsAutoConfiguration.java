package dev.gatehouse.autoconfigure.https;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.hosts.TrustedHostProperties;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.https.HttpsFilter;
import dev.gatehouse.https.HttpsSettings;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.Probes;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** HTTPS, with redirects to the hosts that are trusted. */
@AutoConfiguration(after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class})
@ConditionalOnGatehouse
@EnableConfigurationProperties({HttpsProperties.class, TrustedHostProperties.class})
public final class HttpsAutoConfiguration {

    /** The filter, unless the mode is off. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(EffectiveMode.class)
    static class NotOff {

        @Bean
        @ConditionalOnMissingBean
        HttpsFilter gatehouseHttpsFilter(
                HttpsProperties gatehouseHttpsProperties,
                TrustedHostProperties gatehouseTrustedHostProperties,
                Environment environment,
                ClientAddressResolver gatehouseClientAddressResolver,
                ForwardedTarget gatehouseForwardedTarget,
                Probes gatehouseProbes,
                RejectionWriter gatehouseRejectionWriter) {
            HttpsSettings settings = gatehouseHttpsProperties.toSettings(
                    EffectiveMode.of(environment), HostSet.of(gatehouseTrustedHostProperties.allowed()));
            return new HttpsFilter(
                    settings,
                    gatehouseClientAddressResolver,
                    gatehouseForwardedTarget,
                    gatehouseProbes,
                    gatehouseRejectionWriter);
        }

        @Bean
        FilterRegistrationBean<HttpsFilter> gatehouseHttpsFilterRegistration(HttpsFilter gatehouseHttpsFilter) {
            FilterRegistrationBean<HttpsFilter> registration = new FilterRegistrationBean<>(gatehouseHttpsFilter);
            registration.setName("gatehouseHttps");
            registration.setOrder(FilterOrder.HTTPS);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }
    }
}
