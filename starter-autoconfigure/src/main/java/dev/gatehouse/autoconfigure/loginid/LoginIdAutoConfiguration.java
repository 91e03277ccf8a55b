package dev.gatehouse.autoconfigure.loginid;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.loginid.LoginIdNormalizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** One spelling for each user name and e-mail address. */
@AutoConfiguration
@ConditionalOnAuth
@Lazy
public final class LoginIdAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LoginIdNormalizer gatehouseLoginIdNormalizer() {
        return new LoginIdNormalizer();
    }
}
