/**
 * Captchas: asks reCAPTCHA, hCaptcha or Turnstile whether a token is genuine. Needs Nimbus JOSE + JWT on the class path, which
 * reads the answers. {@link dev.gatehouse.captcha.CaptchaVerifier} is the entry.
 */
@NullMarked
package dev.gatehouse.captcha;

import org.jspecify.annotations.NullMarked;
