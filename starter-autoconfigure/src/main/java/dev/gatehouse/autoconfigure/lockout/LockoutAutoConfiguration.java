package dev.gatehouse.autoconfigure.lockout;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.secret.SecretAutoConfiguration;
import dev.gatehouse.lockout.DeviceCookies;
import dev.gatehouse.lockout.GuardSubjects;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.lockout.LoginGuardStore;
import dev.gatehouse.lockout.MemoryLoginGuardStore;
import dev.gatehouse.secret.RootSecret;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Locks accounts, devices and addresses after failed log-ins. */
@AutoConfiguration(after = SecretAutoConfiguration.class)
@ConditionalOnAuth
@EnableConfigurationProperties(LockoutProperties.class)
@Lazy
public final class LockoutAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    GuardSubjects gatehouseGuardSubjects(RootSecret gatehouseRootSecret) {
        return new GuardSubjects(gatehouseRootSecret.key("guard"));
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceCookies gatehouseDeviceCookies(
            RootSecret gatehouseRootSecret, LockoutProperties gatehouseLockoutProperties, ObjectProvider<Clock> clock) {
        return new DeviceCookies(
                gatehouseRootSecret.keys("device"),
                gatehouseLockoutProperties.deviceTtl(),
                clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean(LoginGuardStore.class)
    MemoryLoginGuardStore gatehouseLoginGuardStore(
            LockoutProperties gatehouseLockoutProperties, ObjectProvider<Clock> clock) {
        return new MemoryLoginGuardStore(gatehouseLockoutProperties.toSettings(), clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    LoginGuard gatehouseLoginGuard(
            LockoutProperties gatehouseLockoutProperties,
            LoginGuardStore gatehouseLoginGuardStore,
            ObjectProvider<Clock> clock) {
        return new LoginGuard(
                gatehouseLockoutProperties.toSettings(), gatehouseLoginGuardStore, clock.getIfUnique(Clock::systemUTC));
    }
}
