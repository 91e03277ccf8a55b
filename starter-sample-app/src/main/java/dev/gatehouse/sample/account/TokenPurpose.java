package dev.gatehouse.sample.account;

/** What a link in a mail is good for, and for nothing else. */
enum TokenPurpose {
    VERIFY_EMAIL,
    RESET_PASSWORD,
    /** The first password of an account that an administrator made, or that was registered more than once. */
    INVITATION,
    CHANGE_EMAIL
}
