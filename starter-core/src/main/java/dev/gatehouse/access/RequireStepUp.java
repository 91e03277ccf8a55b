package dev.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a recent log-in, with a second factor if the user has one (ASVS 5.0, 7.5.1 and 7.5.3; RFC 9470). Stands beside {@link
 * RequirePermission} or {@link RequireSignIn} on a handler method of a controller or on a class; alone it implies {@link
 * RequireSignIn}. API keys are refused, since nobody has logged in.
 *
 * <p>A second factor was used if the methods of the log-in, the claim {@code amr} of the access token, have {@code mfa} or {@code
 * otp} (RFC 8176). A passkey, a push or a message counts where the service adds {@code mfa} to it.
 *
 * <p>A caller whose log-in is too old gets 401 with the code {@code step_up_required} and a challenge that names the age allowed.
 * It can also stand on an annotation of your own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RequireStepUp {

    /**
     * Says how old the log-in may be.
     *
     * @return a time with its unit, e.g. {@code "30s"} or {@code "5m"}, 1 s to 1 day; empty for the one of the configuration
     */
    String maxAge() default "";
}
