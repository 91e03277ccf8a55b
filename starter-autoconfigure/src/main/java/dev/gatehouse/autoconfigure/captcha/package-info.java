/** Captchas. */
@NullMarked
package dev.gatehouse.autoconfigure.captcha;

import org.jspecify.annotations.NullMarked;
