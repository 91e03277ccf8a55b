package dev.gatehouse.autoconfigure.secret;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.environment.UnsafeDefault;
import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.secret.RootSecret;
import dev.gatehouse.secret.SecretBox;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The root secret and the box for one-time-code secrets; made once somebody asks for them. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(RootSecretProperties.class)
@Lazy
public final class SecretAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecretAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    RootSecret gatehouseRootSecret(RootSecretProperties gatehouseRootSecretProperties, Environment environment) {
        RootSecret configured = gatehouseRootSecretProperties.toSecret();
        if (configured != null) {
            return configured;
        }
        UnsafeDefault.refuseInProduction(
                environment,
                Finding.of(
                                "SEC011",
                                Severity.ERROR,
                                "The root secret is missing: what is sealed and signed with one that is made up"
                                        + " cannot be read after a restart, nor by another instance.",
                                Change.set(RootSecretProperties.CURRENT, Change.NEW_SECRET))
                        .advise("Make one with --gatehouse.environment.generate-secret and hand it over as the"
                                + " environment variable GATEHOUSE_AUTH_ROOTSECRET, or define a RootSecret bean.")
                        .about(RootSecretProperties.CURRENT, null));
        log.warn(
                "{} is not set. A secret was made up for this run: what it seals and signs is lost with it.",
                RootSecretProperties.CURRENT);
        return RootSecret.parse(RootSecret.generate(), List.of());
    }

    /** By its name, for a service may have boxes for other purposes. */
    @Bean
    @ConditionalOnMissingBean(name = "totpSecretBox")
    SecretBox totpSecretBox(RootSecret gatehouseRootSecret) {
        return new SecretBox(gatehouseRootSecret.keys("totp"));
    }
}
