package dev.gatehouse.sample.session;

/** What a log-in waits for. */
enum ChallengePurpose {
    MFA,
    NEW_PASSWORD
}
