package dev.gatehouse.flag;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The flags of a service: as configured, and as an operator has set them since. What an operator sets holds until it is
 * reset or the service starts anew. Thread-safe; a look-up takes no lock.
 */
public final class FlagSet {

    private volatile Map<String, Flag> configured;
    private final ConcurrentMap<String, Flag> set = new ConcurrentHashMap<>();

    /**
     * Creates a set.
     *
     * @param configured the flags by their names
     */
    public FlagSet(Map<String, Flag> configured) {
        this.configured = Map.copyOf(configured);
    }

    /**
     * Looks a flag up.
     *
     * @param name its name
     * @return how it stands now, or null if there is no such flag
     */
    public @Nullable Flag find(String name) {
        Flag asConfigured = configured.get(name);
        Flag byOperator = asConfigured == null || set.isEmpty() ? null : set.get(name);
        return byOperator != null ? byOperator : asConfigured;
    }

    /**
     * Looks up what is configured.
     *
     * @param name the name of a flag
     * @return how it stands unless an operator has set it, or null if it is not configured
     */
    public @Nullable Flag configured(String name) {
        return configured.get(name);
    }

    /**
     * Tells whether an operator has set a flag.
     *
     * @param name the name of a flag
     * @return true until it is reset
     */
    public boolean isSet(String name) {
        return set.containsKey(name);
    }

    /**
     * Sets a flag, over what is configured.
     *
     * @param name the name of a flag that is configured
     * @param flag how it stands from now on
     * @throws IllegalArgumentException if there is no such flag
     */
    public void set(String name, Flag flag) {
        if (!configured.containsKey(name)) {
            throw new IllegalArgumentException("There is no flag of that name.");
        }
        set.put(name, flag);
    }

    /**
     * Changes a flag, over what is configured. Changes at the same time come one after the other, so none is lost.
     *
     * @param name the name of a flag that is configured
     * @param change makes the new of the one that stands; may be refused by an exception
     * @return how the flag stands from now on
     * @throws IllegalArgumentException if there is no such flag
     */
    public Flag change(String name, UnaryOperator<Flag> change) {
        Flag[] after = new Flag[1];
        set.compute(name, (same, byOperator) -> {
            Flag asConfigured = configured.get(name);
            if (asConfigured == null) {
                throw new IllegalArgumentException("There is no flag of that name.");
            }
            after[0] = change.apply(byOperator != null ? byOperator : asConfigured);
            return after[0];
        });
        return after[0];
    }

    /**
     * Goes back to what is configured.
     *
     * @param name the name of a flag
     */
    public void reset(String name) {
        set.remove(name);
    }

    /**
     * Takes in a new configuration. Flags that an operator has set stay as they are, unless they are configured no more.
     *
     * @param flags the flags by their names
     */
    public void configure(Map<String, Flag> flags) {
        configured = Map.copyOf(flags);
        set.keySet().retainAll(configured.keySet());
    }

    /**
     * Names the flags.
     *
     * @return the names, sorted
     */
    public Set<String> names() {
        return new TreeSet<>(configured.keySet());
    }
}
