package dev.gatehouse.autoconfigure.captcha;

import dev.gatehouse.autoconfigure.ConditionalOnAuth;
import dev.gatehouse.autoconfigure.ConditionalOnConfigured;
import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.captcha.CaptchaVerifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** Captchas, where a provider is named. */
@AutoConfiguration
@ConditionalOnAuth
@EnableConfigurationProperties(CaptchaProperties.class)
public final class CaptchaAutoConfiguration {

    private static final String JSON = "com.nimbusds.jose.util.JSONObjectUtils";

    /** Not left out where the library is missing: who asks for captchas must not go without. */
    @Bean
    @ConditionalOnConfigured(CaptchaProperties.PREFIX + ".provider")
    @ConditionalOnMissingBean
    CaptchaVerifier gatehouseCaptchaVerifier(CaptchaProperties gatehouseCaptchaProperties) {
        PropertyRange.require(
                CaptchaProperties.PREFIX + ".provider",
                gatehouseCaptchaProperties.provider(),
                ClassUtils.isPresent(JSON, CaptchaAutoConfiguration.class.getClassLoader()),
                "Its answers are read by com.nimbusds:nimbus-jose-jwt. Add that dependency.");
        return CaptchaVerifier.of(gatehouseCaptchaProperties.toSettings());
    }
}
