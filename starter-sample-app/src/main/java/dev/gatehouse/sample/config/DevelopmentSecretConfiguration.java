package dev.gatehouse.sample.config;

import dev.gatehouse.secret.RootSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * In development the database outlives a restart, and so has the secret that opens what is sealed in it: second factors,
 * mails, the audit log. It is made up at the first start and kept beside the database. Everywhere else one is handed over.
 */
@Configuration(proxyBeanMethods = false)
@Profile("dev")
@Conditional(DevelopmentSecretConfiguration.NoneIsSet.class)
class DevelopmentSecretConfiguration {

    @Bean
    RootSecret developmentSecret(DevelopmentProperties properties) throws IOException {
        Path file = properties.secretFile().toAbsolutePath();
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, RootSecret.generate());
        }
        return RootSecret.parse(Files.readString(file).strip(), List.of());
    }

    /** One that is set is used, as in production. */
    static final class NoneIsSet implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("gatehouse.auth.root-secret"));
        }
    }
}
