package dev.gatehouse.sample.account;

import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailures;
import dev.gatehouse.autoconfigure.captcha.CaptchaProperties;
import dev.gatehouse.captcha.CaptchaAttempt;
import dev.gatehouse.captcha.CaptchaVerdict;
import dev.gatehouse.captcha.CaptchaVerifier;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks for a captcha where programs would come in numbers. Without a provider nobody is asked. Thread-safe. */
@Component
public class HumanCheck {

    private static final ErrorCode REQUIRED = code("captcha_required", "Solve the captcha and send its token.");
    private static final ErrorCode FAILED = code("captcha_failed", "The captcha was not accepted. Solve a new one.");

    private final @Nullable CaptchaVerifier verifier;
    private final int afterFailures;
    private final AuthenticationFailures failures;

    HumanCheck(
            ObjectProvider<CaptchaVerifier> verifier, CaptchaProperties properties, AuthenticationFailures failures) {
        this.verifier = verifier.getIfAvailable();
        this.afterFailures = properties.afterFailures();
        this.failures = failures;
    }

    /**
     * Refuses a request without a solved captcha.
     *
     * @param token what the widget gave the client; null if the client sent none
     * @param action what it was solved for
     */
    public void require(@Nullable String token, String action) {
        if (verifier == null) {
            return;
        }
        // The address stays here: providers do not need it.
        CaptchaVerdict verdict = verifier.verify(new CaptchaAttempt(token, null, action));
        if (!verdict.admits()) {
            failures.count(AuthenticationFailureReason.CAPTCHA);
            throw new ProblemException(Problem.of(verdict == CaptchaVerdict.MISSING ? REQUIRED : FAILED));
        }
    }

    /** The same, for who failed so often already that a program has to be reckoned with. */
    public void requireAfter(int failed, @Nullable String token, String action) {
        if (failed >= afterFailures) {
            require(token, action);
        }
    }

    private static ErrorCode code(String code, String message) {
        return new ErrorCode(code, 422, message, ErrorCategory.BUSINESS_RULE, ErrorSeverity.INFO);
    }
}
