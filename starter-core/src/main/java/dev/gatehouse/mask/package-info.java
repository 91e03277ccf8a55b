/**
 * Takes secrets out of text that leaves the service, through {@link dev.gatehouse.mask.SecretMask}: it walks over the text, and at
 * each sign of a secret asks whoever knows that form where the secret ends. {@link dev.gatehouse.mask.TextMask} is what can be
 * replaced.
 */
@NullMarked
package dev.gatehouse.mask;

import org.jspecify.annotations.NullMarked;
