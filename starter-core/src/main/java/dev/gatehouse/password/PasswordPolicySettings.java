package dev.gatehouse.password;

import java.util.List;

/**
 * What a new password must be.
 *
 * @param minLength the least number of code points, 8 to 64; NIST SP 800-63B-4 asks for 15 where there is no second factor
 * @param maxLength the greatest number of code points, 64 (ASVS 5.0, 6.2.9) to 1024
 * @param contextWords names of the product, the company and its roles, which make weak passwords here (ASVS 5.0, 6.1.2)
 */
public record PasswordPolicySettings(int minLength, int maxLength, List<String> contextWords) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public PasswordPolicySettings {
        contextWords = List.copyOf(contextWords);
        if (minLength < 8 || minLength > 64) {
            throw new IllegalArgumentException("Passwords of " + minLength + " characters cannot be the least."
                    + " Use 8 to 64; 12 or more without a second factor.");
        }
        if (maxLength < 64 || maxLength > 1024) {
            throw new IllegalArgumentException(
                    "Passwords of " + maxLength + " characters cannot be the longest. Use 64 to 1024.");
        }
    }

    /**
     * Gives the usual settings.
     *
     * @return 12 to 128 code points, no words of its own
     */
    public static PasswordPolicySettings defaults() {
        return new PasswordPolicySettings(12, 128, List.of());
    }
}
