package dev.gatehouse.captcha;

import org.jspecify.annotations.Nullable;

/**
 * A token that a client sent. Immutable.
 *
 * @param token what the widget gave the client; null or blank if the client sent none
 * @param remoteAddress the client's address for the provider; null to keep it private
 * @param action what the token must have been made for, e.g. {@code login}; null for anything
 */
public record CaptchaAttempt(
        @Nullable String token,
        @Nullable String remoteAddress,
        @Nullable String action) {

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "CaptchaAttempt[action=" + action + "]";
    }
}
