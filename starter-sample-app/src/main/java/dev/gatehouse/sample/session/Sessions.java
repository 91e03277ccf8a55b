package dev.gatehouse.sample.session;

import dev.gatehouse.autoconfigure.account.AccountProperties;
import dev.gatehouse.autoconfigure.token.RefreshProperties;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.SessionsMustEnd;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.RowId;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.MailTime;
import dev.gatehouse.sample.mail.Outbox;
import dev.gatehouse.sample.mfa.SecondFactor;
import dev.gatehouse.token.OpaqueToken;
import dev.gatehouse.token.RefreshOutcome;
import dev.gatehouse.token.RefreshRotation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Begins, continues and ends sessions. A refresh token is good once; the session it continues is the family of all its. */
@Service
class Sessions {

    private static final int MAX_AGENT = 256;

    private final SessionTable sessions;
    private final RefreshRotation rotation;
    private final DatabaseRefreshStore refreshTokens;
    private final RefreshProperties lives;
    private final int maxPerUser;
    private final Accounts accounts;
    private final SecondFactor secondFactor;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final ClientAddressResolver addresses;
    private final HttpServletRequest request;
    private final Clock clock;

    Sessions(
            SessionTable sessions,
            RefreshRotation rotation,
            DatabaseRefreshStore refreshTokens,
            RefreshProperties lives,
            AccountProperties properties,
            Accounts accounts,
            SecondFactor secondFactor,
            Outbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            ClientAddressResolver addresses,
            HttpServletRequest request,
            Clock clock) {
        this.sessions = sessions;
        this.rotation = rotation;
        this.refreshTokens = refreshTokens;
        this.lives = lives;
        this.maxPerUser = properties.session().maxPerUser();
        this.accounts = accounts;
        this.secondFactor = secondFactor;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.addresses = addresses;
        this.request = request;
        this.clock = clock;
    }

    /**
     * Begins the session of a user who has proven everything there was to prove.
     *
     * @param knownDevice whether the device has logged in to this account before; if not, the owner is told
     * @return empty if the proof was overtaken: there is another password or a second factor by now, or the account may not
     *     be used any more
     */
    @Transactional
    Optional<StartedSession> begin(Account account, PendingLogin login, boolean knownDevice) {
        return accounts.lockProven(account.id(), login.passwordChangedAt())
                .filter(cameBefore -> login.showedSecondFactor() || !secondFactor.isEnabled(account.id()))
                .map(cameBefore -> start(account, login, cameBefore && !knownDevice));
    }

    /** Uses a refresh token. A value in any case, so that this transaction commits what was found out. */
    @Transactional
    Refreshed refresh(String presented) {
        RefreshOutcome outcome = rotation.rotate(presented);
        UUID id = outcome.session();
        OpaqueToken token = outcome.token();
        Instant expiresAt = outcome.expiresAt();
        if (id == null || token == null || expiresAt == null) {
            if (id != null && outcome.revokedNow()) {
                stolen(id);
            }
            return new Refreshed(id, outcome.revokedNow(), null);
        }
        sessions.refreshed(id, expiresAt, clock.instant());
        return new Refreshed(
                id,
                false,
                sessions.findLive(id, clock.instant())
                        .map(session -> new StartedSession(session, token))
                        .orElse(null));
    }

    /** Finds the live session that a refresh token belongs to, without using the token. */
    @Transactional(readOnly = true)
    Optional<UUID> sessionOf(String presented) {
        String hash = OpaqueToken.hash(presented);
        return Optional.ofNullable(hash == null ? null : refreshTokens.find(hash))
                .flatMap(token -> sessions.findLive(token.session(), clock.instant()))
                .map(Session::id);
    }

    @Transactional(readOnly = true)
    List<Session> liveOf(UUID userId) {
        return sessions.findLiveOf(userId, clock.instant());
    }

    /** Ends a session by itself, e.g. at log-out. */
    @Transactional
    void end(UUID id, String reason) {
        if (sessions.end(id, reason, clock.instant())) {
            audit.succeeded("session_ended", new Target("session", id.toString()), Map.of("reason", reason));
        }
    }

    /** Ends a session if it is one of this user; what is somebody else's does not exist. */
    @Transactional
    boolean endOwn(UUID userId, UUID id, String reason) {
        boolean own = sessions.findLive(id, clock.instant())
                .filter(session -> session.userId().equals(userId))
                .isPresent();
        if (own) {
            end(id, reason);
        }
        return own;
    }

    /** Ends the sessions of a user, but for one, and what waits for the user with them. */
    @Transactional
    int endAll(UUID userId, @Nullable UUID except, String reason) {
        accounts.lock(userId);
        int ended = sessions.endAll(userId, except, reason, clock.instant());
        events.publishEvent(new SessionsMustEnd(userId, except, reason));
        audit.succeeded(
                "sessions_ended", Target.user(userId), Map.of("reason", reason, "count", Integer.toString(ended)));
        return ended;
    }

    /** Notes a new proof of who the user is; the session stays the same one. */
    @Transactional
    Optional<Session> renewProof(UUID id, List<String> methods) {
        if (!sessions.renewProof(id, methods, clock.instant())) {
            return Optional.empty();
        }
        audit.succeeded(
                "reauthenticated", new Target("session", id.toString()), Map.of("methods", String.join(" ", methods)));
        return sessions.findLive(id, clock.instant());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onChange(SessionsMustEnd change) {
        sessions.endAll(change.userId(), change.except(), change.reason(), clock.instant());
    }

    private StartedSession start(Account account, PendingLogin login, boolean tellOwner) {
        accounts.noteLogin(account.id());
        if (login.replaces() != null) {
            end(login.replaces(), "replaced");
        }
        endOldest(account.id());
        Session session = session(account.id(), login);
        sessions.insert(session, session.createdAt().plus(lives.idleTtl()));
        OpaqueToken refreshToken =
                Objects.requireNonNull(rotation.begin(session.id()).token());
        if (tellOwner) {
            tellOfNewDevice(account, session);
        }
        audit.succeededAs(
                "logged_in", account.id(), session.id(), Map.of("methods", String.join(" ", session.methods())));
        return new StartedSession(session, refreshToken);
    }

    private void endOldest(UUID userId) {
        List<Session> live = sessions.findLiveOf(userId, clock.instant());
        live.stream().skip(maxPerUser - 1L).forEach(session -> end(session.id(), "too_many"));
    }

    private void stolen(UUID id) {
        Session session = sessions.findAny(id);
        audit.succeededAs(DatabaseRefreshStore.REUSED, session.userId(), id, Map.of());
        accounts.find(session.userId())
                .ifPresent(owner -> outbox.put(
                        owner.email(),
                        owner.locale(),
                        MailTemplate.SESSION_STOLEN,
                        Map.of("name", owner.displayName(), "when", MailTime.of(clock.instant()))));
    }

    private void tellOfNewDevice(Account account, Session session) {
        outbox.put(
                account.email(),
                account.locale(),
                MailTemplate.NEW_DEVICE,
                Map.of(
                        "name",
                        account.displayName(),
                        "when",
                        MailTime.of(session.createdAt()),
                        "where",
                        Objects.requireNonNullElse(session.ip(), "?"),
                        "agent",
                        Objects.requireNonNullElse(session.userAgent(), "?")));
    }

    private Session session(UUID userId, PendingLogin login) {
        Instant now = clock.instant();
        return new Session(
                RowId.next(),
                userId,
                now,
                now,
                now.plus(lives.absoluteTtl()),
                login.methods(),
                now,
                addresses.resolve(request).isKnown()
                        ? addresses.resolve(request).toString()
                        : null,
                agent(),
                login.label(),
                null);
    }

    private @Nullable String agent() {
        String agent = request.getHeader("User-Agent");
        return agent == null || agent.length() <= MAX_AGENT ? agent : agent.substring(0, MAX_AGENT);
    }

    /**
     * How a refresh ended.
     *
     * @param sessionId the session of the token; null for an unknown one
     * @param stolen whether it came a second time and so ended its session
     * @param next what goes on; null if it was refused
     */
    record Refreshed(
            @Nullable UUID sessionId,
            boolean stolen,
            @Nullable StartedSession next) {}
}
