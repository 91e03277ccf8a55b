package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.password.CompromisedPasswords;
import dev.gatehouse.password.PasswordFlaw;
import dev.gatehouse.password.PasswordOwner;
import dev.gatehouse.password.PasswordPolicy;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.authentication.password.CompromisedPasswordDecision;

/** Tells Spring Security what is tried first or known from a breach. Lengths are not its business. Thread-safe. */
final class PolicyPasswordChecker implements CompromisedPasswordChecker {

    private static final Set<PasswordFlaw> OF_LENGTH =
            EnumSet.of(PasswordFlaw.TOO_SHORT, PasswordFlaw.TOO_LONG, PasswordFlaw.INVALID_CHARACTER);

    private final PasswordPolicy policy;
    private final CompromisedPasswords compromised;

    PolicyPasswordChecker(PasswordPolicy policy, CompromisedPasswords compromised) {
        this.policy = policy;
        this.compromised = compromised;
    }

    @Override
    public CompromisedPasswordDecision check(@Nullable String password) {
        return new CompromisedPasswordDecision(password != null && isCompromised(password));
    }

    /** The policy asks the lists only about what is good otherwise. */
    private boolean isCompromised(String password) {
        Set<PasswordFlaw> flaws = policy.check(password, PasswordOwner.UNKNOWN);
        if (flaws.isEmpty()) {
            return false;
        }
        return !OF_LENGTH.containsAll(flaws)
                || compromised.contains(Normalizer.normalize(password, Normalizer.Form.NFC));
    }
}
