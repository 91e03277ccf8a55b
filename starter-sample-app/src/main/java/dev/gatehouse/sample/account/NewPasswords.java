package dev.gatehouse.sample.account;

import dev.gatehouse.password.PasswordFlaw;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordOwner;
import dev.gatehouse.password.PasswordPolicy;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a new password: judged first, then hashed. Outside of transactions, since a hash may have to wait its turn. */
@Component
class NewPasswords {

    /** Far above the longest good one, so that its length is a matter for the policy. */
    static final int MAX_TEXT = 1024;

    private final PasswordPolicy policy;
    private final PasswordHasher hasher;

    NewPasswords(PasswordPolicy policy, PasswordHasher hasher) {
        this.policy = policy;
        this.hasher = hasher;
    }

    /**
     * Judges and hashes a password.
     *
     * @param field where the client sent it
     * @return the hash to keep
     */
    String hash(String field, String password, PasswordOwner owner) {
        Set<PasswordFlaw> flaws = policy.check(password, owner);
        if (!flaws.isEmpty()) {
            throw AccountProblems.passwordPolicy(field, flaws);
        }
        return hasher.hash(password);
    }

    /** Tells whether a hash is one of the password. Takes as long where there is none. */
    boolean isOf(@Nullable String hash, String password) {
        return hasher.verify(password, hash).matches();
    }

    /**
     * Takes as long as a hash does, where an answer must not tell whether there is an account: beside it, what is written for
     * one that exists does not show.
     */
    void takeTheTimeOfAHash() {
        hasher.verify("", null);
    }
}
