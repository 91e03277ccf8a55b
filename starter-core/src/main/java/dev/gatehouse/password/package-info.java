/**
 * Passwords: Argon2id hashes that cost the same for accounts that do not exist, and a policy that asks for length instead of
 * composition. {@link dev.gatehouse.password.PasswordHasher} and {@link dev.gatehouse.password.PasswordPolicy} are the
 * entries; the hasher needs BouncyCastle (bcprov) on the class path.
 */
@NullMarked
package dev.gatehouse.password;

import org.jspecify.annotations.NullMarked;
