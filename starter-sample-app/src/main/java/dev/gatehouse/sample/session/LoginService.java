package dev.gatehouse.sample.session;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailures;
import dev.gatehouse.autoconfigure.totp.MfaProperties;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.lockout.LoginAttempt;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.HumanCheck;
import dev.gatehouse.sample.account.LoginAttempts;
import dev.gatehouse.sample.account.PasswordProof;
import dev.gatehouse.sample.account.UserStatus;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mfa.SecondFactor;
import dev.gatehouse.sample.session.LoginChallenges.Challenge;
import dev.gatehouse.sample.session.LoginOutcome.Authenticated;
import dev.gatehouse.sample.session.LoginOutcome.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The log-in. Its order decides what a stranger can find out: the guard comes before the hash, the hash is computed for
 * unknown accounts, too, and what is the matter with an account is told to nobody but who has the right password. The
 * failures of an account are forgotten only when everything is proven, or whoever has a password could try codes for ever.
 *
 * <p>No transaction spans it: each failure is kept although the request fails, and no connection waits for a hash.
 */
@Service
class LoginService {

    private static final String ACTION = "log_in";
    private static final Duration TIME_FOR_A_NEW_PASSWORD = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final LoginAttempts attempts;
    private final LoginGuard guard;
    private final HumanCheck humans;
    private final PasswordProof proof;
    private final SecondFactor secondFactor;
    private final LoginChallenges challenges;
    private final Sessions sessions;
    private final AuthenticationFailures failures;
    private final AuditTrail audit;
    private final MfaProperties mfa;

    LoginService(
            Accounts accounts,
            LoginAttempts attempts,
            LoginGuard guard,
            HumanCheck humans,
            PasswordProof proof,
            SecondFactor secondFactor,
            LoginChallenges challenges,
            Sessions sessions,
            AuthenticationFailures failures,
            AuditTrail audit,
            MfaProperties mfa) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.guard = guard;
        this.humans = humans;
        this.proof = proof;
        this.secondFactor = secondFactor;
        this.challenges = challenges;
        this.sessions = sessions;
        this.failures = failures;
        this.audit = audit;
        this.mfa = mfa;
    }

    /**
     * Logs in.
     *
     * @param replaces the live session that was sent along, which ends when the new one begins; null if none was
     */
    LoginOutcome logIn(LoginRequest request, @Nullable UUID replaces) {
        Account account = accounts.findByLogin(request.login()).orElse(null);
        LoginAttempt attempt = attempts.of(account, request.login());
        int failed = proof.admit(attempt, account, ACTION);
        humans.requireAfter(failed, request.captchaToken(), "login");
        proof.verify(attempt, account, request.password(), ACTION);
        // From here on the password was right, and so there is an account.
        Account owner = usable(account);
        PendingLogin login =
                new PendingLogin(List.of("pwd"), label(request.deviceLabel()), replaces, owner.passwordChangedAt());
        if (secondFactor.isEnabled(owner.id())) {
            return waiting(owner, ChallengePurpose.MFA, login, mfa.challengeTtl());
        }
        return proven(owner, attempt, login, () -> proof.overtaken(owner, ACTION));
    }

    /** Goes on with a log-in that waited for the second factor. */
    LoginOutcome verifyMfa(MfaLoginRequest request) {
        Challenge challenge = challenges
                .attempt(request.mfaToken(), ChallengePurpose.MFA, mfa.challengeAttempts())
                .orElseThrow(this::challengeOver);
        Account owner = usable(ownerOf(challenge).orElse(null));
        LoginAttempt attempt = attempts.of(owner);
        proof.admit(attempt, owner, ACTION);
        List<String> methods = new ArrayList<>(challenge.login().methods());
        methods.addAll(secondFactor(owner.id(), request));
        methods.add("mfa");
        useUp(challenge);
        return proven(owner, attempt, challenge.login().with(methods), this::challengeOver);
    }

    /** Finds the log-in that waits for a new password. */
    Challenge waitingForPassword(String changeToken) {
        return challenges
                .attempt(changeToken, ChallengePurpose.NEW_PASSWORD, mfa.challengeAttempts())
                .filter(challenge -> ownerOf(challenge).isPresent())
                .orElseThrow(this::challengeOver);
    }

    /** Uses a log-in that waits up; of many that got this far one goes on. */
    void useUp(Challenge challenge) {
        if (!challenges.consume(challenge)) {
            throw challengeOver();
        }
    }

    /** Whose log-in waits; nobody's once the password is another one than it began with. */
    private Optional<Account> ownerOf(Challenge challenge) {
        return accounts.find(challenge.userId()).filter(challenge.login()::holdsOf);
    }

    private LoginOutcome proven(
            Account owner, LoginAttempt attempt, PendingLogin login, Supplier<RuntimeException> overtaken) {
        if (owner.mustChangePassword()) {
            return waiting(owner, ChallengePurpose.NEW_PASSWORD, login, TIME_FOR_A_NEW_PASSWORD);
        }
        StartedSession started =
                sessions.begin(owner, login, attempt.device() != null).orElseThrow(overtaken);
        guard.completed(attempt);
        return new Authenticated(owner, started);
    }

    private Waiting waiting(Account owner, ChallengePurpose purpose, PendingLogin login, Duration ttl) {
        return new Waiting(purpose, challenges.issue(owner.id(), purpose, login, ttl), ttl.toSeconds());
    }

    private List<String> secondFactor(UUID userId, MfaLoginRequest request) {
        try {
            return secondFactor.require(userId, request.code(), request.recoveryCode());
        } catch (ProblemException e) {
            audit.refused(
                    ACTION,
                    AuditOutcome.FAILURE,
                    Target.user(userId),
                    e.problem().code().code(),
                    Map.of());
            throw e;
        }
    }

    private Account usable(@Nullable Account account) {
        if (account == null) {
            throw challengeOver();
        }
        if (account.usable()) {
            return account;
        }
        failures.count(AuthenticationFailureReason.DISABLED);
        boolean shut = account.status() == UserStatus.DISABLED;
        audit.refused(
                ACTION,
                AuditOutcome.DENIED,
                Target.user(account.id()),
                shut ? "account_disabled" : "email_not_verified",
                Map.of());
        throw shut ? SessionProblems.accountDisabled() : SessionProblems.emailNotVerified();
    }

    private ProblemException challengeOver() {
        failures.count(AuthenticationFailureReason.MFA);
        return SessionProblems.challengeExpired();
    }

    private static @Nullable String label(@Nullable String label) {
        return label == null || label.isBlank() ? null : label;
    }
}
