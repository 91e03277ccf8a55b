package dev.gatehouse.lockout;

import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Keeps states in the memory of this process, bounded without loss: a state goes only once it is as good as clean, so that no
 * flood of other subjects washes a lock out. Accounts, known devices, addresses, and the accounts failed from each address
 * are bounded apart.
 *
 * <p>At the cap new accounts share a fixed set of states, and so do new addresses: such a lock has the plain duration and
 * does not grow, and ends for all that share it at the same time. {@link #removeAccount} frees one account and leaves the
 * others. Devices, which have completed a log-in, share nothing with accounts. Accounts failed from an address of which no
 * more can be kept count anew with each failure. Thread-safe.
 */
public final class MemoryLoginGuardStore implements LoginGuardStore {

    private static final int SHARED_STATES = 1024;

    private final GuardTable accounts;
    private final GuardTable devices;
    private final GuardTable addresses;
    private final GuardTable pairs;

    /**
     * Creates an empty store for 250,000 subjects of each kind, about 200 MB at worst.
     *
     * @param settings the rules of the guard
     * @param clock the guard's clock
     */
    public MemoryLoginGuardStore(LockoutSettings settings, InstantSource clock) {
        this(settings, clock, 250_000);
    }

    /**
     * Creates an empty store.
     *
     * @param settings the rules of the guard
     * @param clock the guard's clock
     * @param maxSubjects how many subjects of each kind to keep before new ones share a state, 1 or more
     */
    public MemoryLoginGuardStore(LockoutSettings settings, InstantSource clock, int maxSubjects) {
        this.accounts = new GuardTable(settings, clock, maxSubjects, new SharedStates(settings, SHARED_STATES));
        this.devices = new GuardTable(settings, clock, maxSubjects, new SharedStates(settings, SHARED_STATES));
        this.addresses = new GuardTable(settings, clock, maxSubjects, new SharedStates(settings, SHARED_STATES));
        this.pairs = new GuardTable(settings, clock, maxSubjects, new SharedStates(settings, 0));
    }

    @Override
    public GuardState find(String subject) {
        return table(subject).find(subject);
    }

    @Override
    public GuardChange update(String subject, UnaryOperator<GuardState> change) {
        return table(subject).update(subject, change);
    }

    @Override
    public void remove(String subject) {
        table(subject).remove(subject);
    }

    @Override
    public void removeAccount(String account) {
        table(account).release(account);
        String below = account + SEPARATOR;
        table(below).removeBelow(below);
    }

    long size() {
        return accounts.size() + devices.size() + addresses.size() + pairs.size();
    }

    private GuardTable table(String subject) {
        boolean isBelow = subject.indexOf(SEPARATOR) >= 0;
        if (subject.startsWith(LoginAttempt.ADDRESS)) {
            return isBelow ? pairs : addresses;
        }
        return isBelow ? devices : accounts;
    }
}
