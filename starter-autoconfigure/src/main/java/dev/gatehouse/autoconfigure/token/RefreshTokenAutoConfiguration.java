package dev.gatehouse.autoconfigure.token;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.token.MemoryRefreshStore;
import dev.gatehouse.token.RefreshRotation;
import dev.gatehouse.token.RefreshStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Refresh tokens that are good once. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(RefreshProperties.class)
@Lazy
public final class RefreshTokenAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(RefreshStore.class)
    MemoryRefreshStore gatehouseRefreshStore(ObjectProvider<Clock> clock) {
        return new MemoryRefreshStore(clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    RefreshRotation gatehouseRefreshRotation(
            RefreshProperties gatehouseRefreshProperties,
            RefreshStore gatehouseRefreshStore,
            ObjectProvider<Clock> clock) {
        return new RefreshRotation(
                gatehouseRefreshProperties.toSettings(), gatehouseRefreshStore, clock.getIfUnique(Clock::systemUTC));
    }
}
