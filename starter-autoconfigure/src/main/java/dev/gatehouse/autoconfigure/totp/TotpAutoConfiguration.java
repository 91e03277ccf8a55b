package dev.gatehouse.autoconfigure.totp;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.totp.MemoryTotpStepStore;
import dev.gatehouse.totp.Totp;
import dev.gatehouse.totp.TotpSettings;
import dev.gatehouse.totp.TotpStepStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** One-time codes. Recovery codes need no bean: {@link dev.gatehouse.totp.RecoveryCodes} has no state. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(MfaProperties.class)
@Lazy
public final class TotpAutoConfiguration {

    private static final String NO_NAME = "application";

    @Bean
    @ConditionalOnMissingBean
    TotpSettings gatehouseTotpSettings(MfaProperties gatehouseMfaProperties) {
        return gatehouseMfaProperties.toSettings();
    }

    @Bean
    @ConditionalOnMissingBean
    Totp gatehouseTotp(TotpSettings gatehouseTotpSettings, ObjectProvider<Clock> clock) {
        return new Totp(gatehouseTotpSettings, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean(TotpStepStore.class)
    MemoryTotpStepStore gatehouseTotpStepStore() {
        return new MemoryTotpStepStore();
    }

    @Bean
    @ConditionalOnMissingBean
    OtpAuthUris gatehouseOtpAuthUris(
            MfaProperties gatehouseMfaProperties, TotpSettings gatehouseTotpSettings, Environment environment) {
        String application = environment.getProperty("spring.application.name", "");
        String fallback = StringUtils.hasText(application) ? application.replace(':', ' ') : NO_NAME;
        String issuer = gatehouseMfaProperties.issuer();
        return new OtpAuthUris(StringUtils.hasText(issuer) ? issuer : fallback, gatehouseTotpSettings);
    }
}
