package dev.gatehouse.lockout;

import dev.gatehouse.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to log in. Immutable.
 *
 * @param account whose log-in it is, made by {@link GuardSubjects}: one name per account, however the user is spelled
 * @param address the client's address; null if unknown, and then no address is locked
 * @param device what {@link DeviceCookies#verify} gave for this account, null without a valid device cookie
 */
public record LoginAttempt(
        String account,
        @Nullable IpAddress address,
        @Nullable String device) {

    /** In front of what names an address. */
    static final String ADDRESS = "ip:";

    /** No device has this id. */
    private static final String ALL_DEVICES = "*";

    private static final int HOME_NETWORK = 64;

    /** A client of IPv6 owns a whole network. */
    @Nullable
    String addressSubject() {
        return address == null ? null : subject(address);
    }

    static String subject(IpAddress address) {
        return ADDRESS + address.client(HOME_NETWORK);
    }

    /** Who is counted: a known device by itself, so that others cannot lock its owner out. */
    String counted() {
        return device == null ? account : below(device);
    }

    /** What counts all known devices of the account together; null for one that is not known. */
    @Nullable
    String devicesSubject() {
        return device == null ? null : below(ALL_DEVICES);
    }

    private String below(String device) {
        return account + LoginGuardStore.SEPARATOR + device;
    }
}
