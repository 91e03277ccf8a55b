package dev.gatehouse.lockout;

import dev.gatehouse.digest.Sha256;
import dev.gatehouse.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Locks accounts, devices and addresses after failed log-ins (ASVS 5.0, 6.1.1 and 6.3.1; NIST SP 800-63B-4, 3.2.2).
 *
 * <p>The order of a log-in: {@link #check} before the password is hashed; then {@link #failed} or {@link #passed}, of which a
 * locked verdict is answered like the first one; {@link #completed} only after the last factor, or whoever holds a password
 * could try one-time codes for ever. Of parallel attempts only as many learn their outcome as may fail, however many passed
 * the check together. Attempts while locked neither count nor extend the lock.
 *
 * <p>A device that logged in before brings a cookie and has its own count: others cannot lock its owner out by failing on
 * purpose. Who once had the password may have the cookies of many devices; all of an account together are locked by ten times
 * the failures of one. Thread-safe.
 */
public final class LoginGuard {

    /** A few devices of one owner never fail that often, and a thief has no use for more of them. */
    private static final int DEVICES_THAT_MAY_FAIL = 10;

    private static final GuardChange NOT_COUNTED = new GuardChange(GuardState.CLEAN, GuardState.CLEAN);

    private final LockoutSettings settings;
    private final LoginGuardStore store;
    private final InstantSource clock;

    /**
     * Creates a guard.
     *
     * @param settings when and how long to lock
     * @param store keeps the counts
     * @param clock tells the time
     */
    public LoginGuard(LockoutSettings settings, LoginGuardStore store, InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Asks before anything is looked up or hashed.
     *
     * @param attempt the attempt
     * @return whether it is locked, and the failures so far (for a captcha)
     */
    public LoginVerdict check(LoginAttempt attempt) {
        Instant now = clock.instant();
        GuardState own = store.find(attempt.counted());
        Duration lock = longer(own.remaining(now), longer(address(attempt).remaining(now), devicesLock(attempt, now)));
        return new LoginVerdict(!lock.isZero(), lock, own.failuresAt(now, settings), false);
    }

    /**
     * Counts a wrong password, code or unknown account.
     *
     * @param attempt the attempt
     * @return locked if it was locked when the failure came in, so that the client must not learn of the failure
     */
    public LoginVerdict failed(LoginAttempt attempt) {
        Instant now = clock.instant();
        GuardState known = address(attempt);
        if (known.isLocked(now)) {
            return check(attempt);
        }
        GuardChange change =
                store.update(attempt.counted(), state -> state.failed(now, settings.maxFailures(), settings));
        Duration lock = change.before().remaining(now);
        if (!lock.isZero()) {
            return new LoginVerdict(true, lock, change.before().failures(), false);
        }
        GuardChange devices = countDevices(attempt, now);
        Duration devicesLock = devices.before().remaining(now);
        if (!devicesLock.isZero()) {
            return new LoginVerdict(true, devicesLock, change.before().failures(), false);
        }
        GuardChange address = countAddress(attempt, known, now);
        Duration addressLock = address.before().remaining(now);
        if (!addressLock.isZero()) {
            return new LoginVerdict(true, addressLock, change.before().failures(), false);
        }
        boolean others = address.after().isLocked(now) || devices.after().isLocked(now);
        int failures = change.after().failuresAt(now, settings);
        return new LoginVerdict(false, Duration.ZERO, failures, change.after().isLocked(now) || others);
    }

    /**
     * Asks again after a right password, while other factors are still open. Resets nothing.
     *
     * @param attempt the attempt
     * @return locked if parallel failures locked it in the meantime: then the client must not learn that it was right
     */
    public LoginVerdict passed(LoginAttempt attempt) {
        return check(attempt);
    }

    /**
     * Forgets the failures of the account, or of the device it came from, after a log-in with all its factors. Those of all
     * its devices together are left to time, since a log-in of one says nothing of the others.
     *
     * @param attempt the attempt
     */
    public void completed(LoginAttempt attempt) {
        store.remove(attempt.counted());
    }

    /**
     * Lifts the lock of an account and of its known devices, and forgets their failures: by an operator, or after a proof by
     * e-mail.
     *
     * @param account the account, made by {@link GuardSubjects}
     */
    public void unlock(String account) {
        store.removeAccount(account);
    }

    /**
     * Lifts the lock of an address and counts anew which accounts fail from it, by an operator: many users may share it. Of
     * IPv6 it is the network of the client that is locked, and freed.
     *
     * @param address the address
     */
    public void unlockAddress(IpAddress address) {
        store.removeAccount(LoginAttempt.subject(address));
    }

    /**
     * Tells what is known of an account. Its known devices are counted apart.
     *
     * @param account the account, made by {@link GuardSubjects}
     * @return its state; the same for an account without failures and for none at all
     */
    public GuardState status(String account) {
        return store.find(account);
    }

    private GuardState address(LoginAttempt attempt) {
        String address = addressCounted(attempt);
        return address == null ? GuardState.CLEAN : store.find(address);
    }

    private @Nullable String addressCounted(LoginAttempt attempt) {
        return attempt.device() != null || settings.maxAccountsPerAddress() == 0 ? null : attempt.addressSubject();
    }

    private Duration devicesLock(LoginAttempt attempt, Instant now) {
        String devices = attempt.devicesSubject();
        return devices == null ? Duration.ZERO : store.find(devices).remaining(now);
    }

    private GuardChange countDevices(LoginAttempt attempt, Instant now) {
        String devices = attempt.devicesSubject();
        if (devices == null) {
            return NOT_COUNTED;
        }
        int maxFailures = (int) Math.min(Integer.MAX_VALUE, (long) settings.maxFailures() * DEVICES_THAT_MAY_FAIL);
        return store.update(devices, state -> state.failed(now, maxFailures, settings));
    }

    /** Counts accounts, not failures: many users may share an address and mistype. */
    private GuardChange countAddress(LoginAttempt attempt, GuardState known, Instant now) {
        String address = addressCounted(attempt);
        if (address == null) {
            return NOT_COUNTED;
        }
        Instant moment = inWindow(known, now);
        GuardState pair = store.update(
                        pairSubject(address, attempt.account()),
                        state -> ofPresentWindow(state, known, now).failed(moment, Integer.MAX_VALUE, settings))
                .before();
        if (isCounted(pair, known, now)) {
            return NOT_COUNTED;
        }
        return store.update(
                address,
                state -> isCounted(pair, state, now)
                        ? state
                        : state.failed(now, settings.maxAccountsPerAddress(), settings));
    }

    /** Another instance may have begun the window by a clock that is ahead. */
    private Instant inWindow(GuardState address, Instant now) {
        return address.failuresAt(now, settings) > 0 && address.windowStart().isAfter(now)
                ? address.windowStart()
                : now;
    }

    private GuardState ofPresentWindow(GuardState pair, GuardState address, Instant now) {
        return isCounted(pair, address, now) ? pair : GuardState.CLEAN;
    }

    /** The windows and locks of an address begin and end by themselves, and what was counted before counts anew. */
    private boolean isCounted(GuardState pair, GuardState address, Instant now) {
        return address.failuresAt(now, settings) > 0 && !pair.windowStart().isBefore(address.windowStart());
    }

    /** Below the address, so that it is forgotten with it. */
    private static String pairSubject(String address, String account) {
        byte[] digest = Sha256.of(address + ' ' + account);
        return address
                + LoginGuardStore.SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
