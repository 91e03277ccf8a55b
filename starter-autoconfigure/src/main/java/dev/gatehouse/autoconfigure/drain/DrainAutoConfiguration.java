package dev.gatehouse.autoconfigure.drain;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.drain.Drain;
import dev.gatehouse.drain.DrainFilter;
import dev.gatehouse.drain.ShutdownTimes;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The drain before the service stops. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.drain.enabled")
@EnableConfigurationProperties(DrainProperties.class)
public final class DrainAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Drain gatehouseDrain() {
        return new Drain();
    }

    @Bean
    @ConditionalOnMissingBean
    ShutdownTimes gatehouseShutdownTimes(DrainProperties gatehouseDrainProperties, Environment environment) {
        return new ShutdownTimes(
                gatehouseDrainProperties.effectiveDelay(Production.isActive(environment)),
                ShutdownPhase.timeout(environment));
    }

    @Bean
    @ConditionalOnMissingBean
    DrainOnClose gatehouseDrainOnClose(
            Drain gatehouseDrain, ShutdownTimes gatehouseShutdownTimes, ApplicationContext context) {
        return new DrainOnClose(gatehouseDrain, gatehouseShutdownTimes, context, Thread::sleep);
    }

    @Bean
    ServerStopped gatehouseDrainServerStopped() {
        return new ServerStopped();
    }

    /** Without a delay too: the application may begin a drain of its own. */
    @Bean
    FilterRegistrationBean<DrainFilter> gatehouseDrainFilterRegistration(Drain gatehouseDrain) {
        FilterRegistrationBean<DrainFilter> registration =
                new FilterRegistrationBean<>(new DrainFilter(gatehouseDrain));
        registration.setName("gatehouseDrain");
        registration.setOrder(FilterOrder.DRAIN);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }
}
