package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.BlockedKey;
import java.time.Instant;
import java.util.List;

/**
 * A blocked key as operators see it.
 *
 * @param rule the name of the rule that blocked it, or its id if the rule is another instance's
 * @param id the id of that rule
 * @param key the key, to look it up or reset it
 * @param until when the block ends
 * @param blocks how many blocks the key has had, this one included
 */
record BlockedKeyView(String rule, String id, String key, Instant until, int blocks) {

    static BlockedKeyView of(BlockedKey blocked, List<ActiveRule> rules) {
        String name = rules.stream()
                .map(ActiveRule::rule)
                .filter(rule -> rule.id().equals(blocked.rule()))
                .map(rule -> rule.name())
                .findFirst()
                .orElse(blocked.rule());
        return new BlockedKeyView(name, blocked.rule(), blocked.subject(), blocked.until(), blocked.blocks());
    }
}
