package dev.gatehouse.autoconfigure.hosts;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.hosts.TrustedHostFilter;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Trusted hosts. */
@AutoConfiguration(after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class})
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.trusted-hosts.enabled")
@EnableConfigurationProperties(TrustedHostProperties.class)
public final class TrustedHostAutoConfiguration {

    /** The check, once it is known what to compare with. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnAllowedHosts.class)
    static class Check {

        @Bean
        @ConditionalOnMissingBean
        TrustedHostFilter gatehouseTrustedHostFilter(
                TrustedHostProperties gatehouseTrustedHostProperties,
                ForwardedTarget gatehouseForwardedTarget,
                Probes gatehouseProbes,
                RejectionWriter gatehouseRejectionWriter) {
            return new TrustedHostFilter(
                    gatehouseTrustedHostProperties.toSettings(),
                    gatehouseForwardedTarget,
                    gatehouseProbes,
                    gatehouseRejectionWriter);
        }

        @Bean
        FilterRegistrationBean<TrustedHostFilter> gatehouseTrustedHostFilterRegistration(
                TrustedHostFilter gatehouseTrustedHostFilter) {
            FilterRegistrationBean<TrustedHostFilter> registration =
                    new FilterRegistrationBean<>(gatehouseTrustedHostFilter);
            registration.setName("gatehouseTrustedHosts");
            registration.setOrder(FilterOrder.TRUSTED_HOSTS);
            registration.setDispatcherTypes(DispatcherType.REQUEST);
            return registration;
        }

        /** The host of requests in tests. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(MockMvcBuilderCustomizer.class)
        static class MockMvcRequests {

            @Bean
            MockMvcBuilderCustomizer gatehouseMockMvcHost() {
                return new MockMvcHost();
            }
        }
    }
}
