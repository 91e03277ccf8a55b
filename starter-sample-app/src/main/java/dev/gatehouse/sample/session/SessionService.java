package dev.gatehouse.sample.session;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailures;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.OwnerAlone;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.PasswordChange;
import dev.gatehouse.sample.account.PasswordProof;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mfa.SecondFactor;
import dev.gatehouse.sample.session.LoginChallenges.Challenge;
import dev.gatehouse.sample.session.Sessions.Refreshed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What callers do with their sessions. Asks for proofs first, and outside of transactions. */
@Service
class SessionService {

    private static final String LOGGED_OUT = "logged_out";

    private final Sessions sessions;
    private final LoginService logins;
    private final Accounts accounts;
    private final PasswordProof proof;
    private final PasswordChange passwords;
    private final SecondFactor secondFactor;
    private final CurrentCaller caller;
    private final OwnerAlone owner;
    private final AuthenticationFailures failures;
    private final AuditTrail audit;

    SessionService(
            Sessions sessions,
            LoginService logins,
            Accounts accounts,
            PasswordProof proof,
            PasswordChange passwords,
            SecondFactor secondFactor,
            CurrentCaller caller,
            OwnerAlone owner,
            AuthenticationFailures failures,
            AuditTrail audit) {
        this.sessions = sessions;
        this.logins = logins;
        this.accounts = accounts;
        this.proof = proof;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.caller = caller;
        this.owner = owner;
        this.failures = failures;
        this.audit = audit;
    }

    /** Uses a refresh token. What a refused one has led to is committed before the request is refused. */
    Refreshed refresh(String presented) {
        Refreshed refreshed = sessions.refresh(presented);
        if (refreshed.next() == null) {
            UUID session = refreshed.sessionId();
            failures.count(
                    refreshed.stolen()
                            ? AuthenticationFailureReason.REFRESH_REUSE
                            : AuthenticationFailureReason.REFRESH_TOKEN);
            audit.refused(
                    "refresh",
                    AuditOutcome.FAILURE,
                    session == null ? null : new Target("session", session.toString()),
                    "refresh_invalid",
                    Map.of());
            throw SessionProblems.refreshInvalid();
        }
        return refreshed;
    }

    void logOut(@Nullable String refreshToken) {
        if (refreshToken != null) {
            sessions.sessionOf(refreshToken).ifPresent(id -> sessions.end(id, LOGGED_OUT));
        }
        caller.get().map(Caller::sessionId).ifPresent(id -> sessions.end(id, LOGGED_OUT));
    }

    RevokedSessions logOutEverywhere(boolean keepCurrent) {
        owner.require();
        Caller me = caller.require();
        return new RevokedSessions(sessions.endAll(me.userId(), keepCurrent ? me.sessionId() : null, LOGGED_OUT));
    }

    Session reauthenticate(ReauthenticationRequest request) {
        Caller me = caller.require();
        owner.require();
        Account account = accounts.find(me.userId()).orElseThrow(SessionService::signInFirst);
        proof.require(account, request.password(), "reauthenticate");
        List<String> methods = new ArrayList<>(List.of("pwd"));
        if (secondFactor.isEnabled(account.id())) {
            methods.addAll(secondFactor(account, request));
            methods.add("mfa");
        }
        return Optional.ofNullable(me.sessionId())
                .flatMap(session -> sessions.renewProof(session, methods))
                .orElseThrow(SessionService::signInFirst);
    }

    SessionList list() {
        Caller me = caller.require();
        return new SessionList(sessions.liveOf(me.userId()).stream()
                .map(session -> SessionResponse.of(session, me.sessionId()))
                .toList());
    }

    /** The session at hand belongs to whoever acts in it. */
    void end(UUID id) {
        Caller me = caller.require();
        if (!id.equals(me.sessionId())) {
            owner.require();
        }
        if (!sessions.endOwn(me.userId(), id, LOGGED_OUT)) {
            throw SessionProblems.notFound();
        }
    }

    /** A log-in that waits for a new password says by its token who it is; everybody else by the access token. */
    void changePassword(ChangePasswordRequest request) {
        String changeToken = request.changeToken();
        if (changeToken == null) {
            Caller me = caller.require();
            owner.require();
            changePassword(me.userId(), me.sessionId(), request, () -> {});
        } else {
            Challenge waiting = logins.waitingForPassword(changeToken);
            changePassword(waiting.userId(), null, request, () -> logins.useUp(waiting));
        }
    }

    private void changePassword(UUID userId, @Nullable UUID session, ChangePasswordRequest request, Runnable permit) {
        boolean revokeOthers = !Boolean.FALSE.equals(request.revokeOthers());
        passwords.change(
                userId,
                request.currentPassword(),
                request.newPassword(),
                new PasswordChange.Scope(session, revokeOthers),
                permit);
    }

    private List<String> secondFactor(Account account, ReauthenticationRequest request) {
        try {
            return secondFactor.require(account.id(), request.code(), request.recoveryCode());
        } catch (ProblemException e) {
            audit.refused(
                    "reauthenticate",
                    AuditOutcome.FAILURE,
                    Target.user(account.id()),
                    e.problem().code().code(),
                    Map.of());
            throw e;
        }
    }

    private static ProblemException signInFirst() {
        return ProblemException.authentication("Authentication is required.");
    }
}
