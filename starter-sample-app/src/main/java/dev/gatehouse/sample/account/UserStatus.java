package dev.gatehouse.sample.account;

/** What an account may be used for. */
public enum UserStatus {
    /** Registered or invited; the e-mail address is not proven yet. */
    PENDING,
    /** In use. */
    ACTIVE,
    /** Shut by an administrator. */
    DISABLED,
    /** Deleted by its owner; what is left is erased later. */
    DELETED
}
