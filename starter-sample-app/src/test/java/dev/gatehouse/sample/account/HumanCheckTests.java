package dev.gatehouse.sample.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.autoconfigure.captcha.CaptchaProperties;
import dev.gatehouse.captcha.CaptchaFailurePolicy;
import dev.gatehouse.captcha.CaptchaVerdict;
import dev.gatehouse.captcha.CaptchaVerifier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class HumanCheckTests {

    @Test
    void withoutAProviderNobodyIsAsked() {
        assertThatCode(() -> check(null).require(null, "register")).doesNotThrowAnyException();
    }

    @Test
    void saysWhetherACaptchaIsMissingOrWasNotAccepted() {
        assertThatThrownBy(() -> check(attempt -> CaptchaVerdict.MISSING).require(null, "register"))
                .hasMessageContaining("captcha_required");
        assertThatThrownBy(() -> check(attempt -> CaptchaVerdict.LOW_SCORE).require("token", "register"))
                .hasMessageContaining("captcha_failed");
        assertThatCode(() -> check(attempt -> CaptchaVerdict.PASSED).require("token", "register"))
                .doesNotThrowAnyException();
    }

    @Test
    void logInIsAskedFromTheThirdFailureOn() {
        HumanCheck check = check(attempt -> CaptchaVerdict.MISSING);
        assertThatCode(() -> check.requireAfter(2, null, "login")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.requireAfter(3, null, "login")).hasMessageContaining("captcha_required");
    }

    private static HumanCheck check(@Nullable CaptchaVerifier verifier) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (verifier != null) {
            beans.addBean("verifier", verifier);
        }
        CaptchaProperties properties = new CaptchaProperties(
                null, null, null, List.of(), 0, 3, Duration.ofSeconds(2), CaptchaFailurePolicy.REFUSE, null);
        return new HumanCheck(beans.getBeanProvider(CaptchaVerifier.class), properties, reason -> {});
    }
}
