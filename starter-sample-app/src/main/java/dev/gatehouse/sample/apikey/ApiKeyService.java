package dev.gatehouse.sample.apikey;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.apikey.ApiKeyCodec;
import dev.gatehouse.apikey.NewApiKey;
import dev.gatehouse.autoconfigure.apikey.ApiKeyProperties;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.net.Cidr;
import dev.gatehouse.sample.access.Delegation;
import dev.gatehouse.sample.access.LiveCaller;
import dev.gatehouse.sample.access.OwnerAlone;
import dev.gatehouse.sample.access.Permission;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.ApiKeysMustEnd;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.paging.PageResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The life of an API key. Those of others exist for administrators only. */
@Service
class ApiKeyService {

    private static final int MAX_ACTIVE = 50;
    private static final String ADMIN = Permission.API_KEYS_ADMIN.permission();

    private final ApiKeyRepository keys;
    private final ApiKeyCodec codec;
    private final ApiKeyProperties properties;
    private final CurrentCaller callers;
    private final Delegation delegation;
    private final OwnerAlone owner;
    private final LiveCaller live;
    private final UserRights rights;
    private final Accounts accounts;
    private final ApiKeyMails mails;
    private final AuditTrail audit;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository keys,
            ApiKeyCodec codec,
            ApiKeyProperties properties,
            CurrentCaller callers,
            Delegation delegation,
            OwnerAlone owner,
            LiveCaller live,
            UserRights rights,
            Accounts accounts,
            ApiKeyMails mails,
            AuditTrail audit,
            Clock clock) {
        this.keys = keys;
        this.codec = codec;
        this.properties = properties;
        this.callers = callers;
        this.delegation = delegation;
        this.owner = owner;
        this.live = live;
        this.rights = rights;
        this.accounts = accounts;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PageResponse<ApiKeyResponse> list(@Nullable UUID owner, Pageable page) {
        Caller caller = callers.require();
        if (owner != null && !owner.equals(caller.userId()) && !caller.may(ADMIN)) {
            throw ApiKeyProblems.othersNeedAdmin();
        }
        return PageResponse.of(
                keys.findByOwnerUserId(owner == null ? caller.userId() : owner, page), ApiKeyResponse::of);
    }

    @Transactional(readOnly = true)
    ApiKeyResponse read(UUID id) {
        return ApiKeyResponse.of(visible(id));
    }

    @Transactional
    CreatedApiKey create(ApiKeyDraft draft) {
        owner.require();
        Instant now = clock.instant();
        Instant end = draft.expiresAt() == null ? now.plus(properties.defaultTtl()) : draft.expiresAt();
        List<String> networks = draft.allowedCidrs() == null ? List.of() : draft.allowedCidrs();
        List<FieldProblem> malformed = malformed(draft.scopes(), networks, end, now);
        if (!malformed.isEmpty()) {
            throw ApiKeyProblems.malformed(malformed);
        }
        UUID ownerId = callers.require().userId();
        lock(ownerId);
        requireRoom(ownerId, now);
        Set<String> scopes = new TreeSet<>(draft.scopes());
        List<String> canonical =
                networks.stream().map(Cidr::of).map(Cidr::toString).distinct().toList();
        delegation.requireOwn(scopes);
        CreatedApiKey created = insert(draft.name(), ownerId, ApiKeyScopes.ids(scopes), canonical, now, end);
        audit.succeeded("api_key_created", target(created.known().id()), details(created));
        return created;
    }

    /** A key of somebody else is held against the rights of the caller like everything of that account. */
    @Transactional
    void revoke(UUID id) {
        owner.require();
        ApiKey key = visible(id);
        if (!key.ownerId().equals(callers.require().userId())) {
            rights.lock();
            delegation.requireOver(key.ownerId());
        }
        if (keys.revoke(id, clock.instant()) > 0) {
            audit.succeeded("api_key_revoked", target(id), Map.of("key_id", key.keyId()));
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onEnd(ApiKeysMustEnd end) {
        int ended = keys.revokeOwned(end.userId(), clock.instant());
        if (ended > 0) {
            audit.succeededAs(
                    "api_keys_revoked",
                    end.userId(),
                    null,
                    Map.of("reason", end.reason(), "keys", Integer.toString(ended)));
        }
    }

    /** Makes a successor that may do the same for as long; the old key ends after the overlap. */
    @Transactional
    CreatedApiKey rotate(UUID id, Duration overlap) {
        owner.require();
        ApiKey old = keys.findByIdAndOwnerUserId(id, callers.require().userId()).orElseThrow(ApiKeyProblems::notFound);
        lock(old.ownerId());
        Instant now = clock.instant();
        Duration life = min(old.life(), properties.maxTtl());
        if (!overlap.isZero()) {
            requireRoom(old.ownerId(), now);
        }
        Instant overlapEnd = now.plus(overlap);
        Instant end = overlapEnd.isBefore(old.expiresAt()) ? overlapEnd : old.expiresAt();
        delegation.requireOwn(old.scopes());
        CreatedApiKey successor =
                insert(old.name(), old.ownerId(), old.permissionIds(), old.networks(), now, now.plus(life));
        if (keys.replace(id, successor.known().id(), end, now) == 0) {
            throw ApiKeyProblems.notActive();
        }
        audit.succeeded("api_key_rotated", target(id), details(successor));
        return successor;
    }

    /** Of two keys at once the second sees the first, and a reset that ends keys meets all or is met by none. */
    private void lock(UUID ownerId) {
        accounts.lock(ownerId);
        live.require();
    }

    private void requireRoom(UUID ownerId, Instant now) {
        if (keys.countActive(ownerId, now) >= MAX_ACTIVE) {
            throw ApiKeyProblems.tooMany(MAX_ACTIVE);
        }
    }

    private CreatedApiKey insert(
            String name, UUID owner, Set<Integer> permissionIds, List<String> networks, Instant now, Instant end) {
        NewApiKey secret = codec.generate();
        ApiKey key = keys.saveAndFlush(new ApiKey(secret, name, owner, permissionIds, networks, now, end));
        mails.created(key);
        return new CreatedApiKey(secret.value(), ApiKeyResponse.of(key));
    }

    private List<FieldProblem> malformed(List<String> scopes, List<String> networks, Instant end, Instant now) {
        List<FieldProblem> problems = new ArrayList<>(ApiKeyScopes.unknown(scopes));
        if (!end.isAfter(now) || end.isAfter(now.plus(properties.maxTtl()))) {
            problems.add(ApiKeyProblems.expiry(properties.maxTtl().toDays()));
        }
        for (int i = 0; i < networks.size(); i++) {
            if (!isNetwork(networks.get(i))) {
                problems.add(ApiKeyProblems.network(i));
            }
        }
        return problems;
    }

    private static boolean isNetwork(String text) {
        try {
            Cidr.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private ApiKey visible(UUID id) {
        Caller caller = callers.require();
        Optional<ApiKey> key = caller.may(ADMIN) ? keys.findById(id) : keys.findByIdAndOwnerUserId(id, caller.userId());
        return key.orElseThrow(ApiKeyProblems::notFound);
    }

    static Target target(UUID id) {
        return new Target("api_key", id.toString());
    }

    private static Map<String, String> details(CreatedApiKey created) {
        return Map.of(
                "key_id",
                created.known().keyId(),
                "scopes",
                String.join(" ", created.known().scopes()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
