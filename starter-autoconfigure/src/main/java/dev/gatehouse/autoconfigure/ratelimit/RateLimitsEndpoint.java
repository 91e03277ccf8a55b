package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.StoreUnavailableException;
import dev.gatehouse.ratelimit.remote.BucketNames;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.web.LogText;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What operators do with rate limits: list the rules with their statistics and the keys that are blocked, look a key up,
 * reset it, change a limit until the next start. Each change is logged.
 */
@WebEndpoint(id = "ratelimits")
final class RateLimitsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(RateLimitsEndpoint.class);
    private static final int MOST_BLOCKED = 1000;
    private static final int LONGEST_LOGGED = 128;

    private final ActiveRules rules;
    private final RateLimitStore store;
    private final RateLimitStatistics statistics;
    private final TestBypass bypass;

    RateLimitsEndpoint(ActiveRules rules, RateLimitStore store, RateLimitStatistics statistics, TestBypass bypass) {
        this.rules = rules;
        this.store = store;
        this.statistics = statistics;
        this.bypass = bypass;
    }

    @ReadOperation
    RateLimitsView list() {
        List<ActiveRule> all = rules.all();
        return new RateLimitsView(
                bypass.isActive(),
                all.stream().map(this::view).toList(),
                store.blocked(MOST_BLOCKED).stream()
                        .map(key -> BlockedKeyView.of(key, all))
                        .toList());
    }

    @ReadOperation
    OperationResponseBody look(@Selector String rule, @Nullable String key) {
        ActiveRule found = find(rule);
        if (key == null) {
            return view(found);
        }
        Object subject = subject(found.rule(), key);
        return KeyView.of(found.rule(), subject, store.lookUp(found.rule(), subject));
    }

    @WriteOperation
    RuleView change(@Selector String rule, String limit) {
        ActiveRule found = find(rule);
        Limit before = found.rule().limit();
        found.rule().changeLimit(read(() -> Limit.of(limit)));
        log.info(
                "The limit of the rule '{}' was changed from {} to {}, until the next start.",
                found.rule().name(),
                before,
                found.rule().limit());
        return view(found);
    }

    @DeleteOperation
    void reset(@Selector String rule, String key) {
        RateLimitRule found = find(rule).rule();
        Object subject = subject(found, key);
        try {
            store.reset(new BucketKey(found.id(), subject));
        } catch (StoreUnavailableException e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), e);
        }
        log.info(
                "The key '{}' of the rule '{}' was reset.",
                LogText.safe(subject.toString(), LONGEST_LOGGED),
                found.name());
    }

    private RuleView view(ActiveRule active) {
        return RuleView.of(active, statistics.of(active.rule()));
    }

    private ActiveRule find(String idOrName) {
        ActiveRule found = rules.find(idOrName);
        if (found == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "There is no such rule, or several have this name: use the id of one that the list shows.");
        }
        return found;
    }

    /** A store outside this process lists the hash of a long key, and knows no more of it itself. */
    private Object subject(RateLimitRule rule, String key) {
        Object hashed = store instanceof RemoteRateLimitStore ? BucketNames.hashed(key) : null;
        return hashed == null ? read(() -> rule.keys().parse(key)) : hashed;
    }

    private static <T> T read(Supplier<T> text) {
        try {
            return text.get();
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
