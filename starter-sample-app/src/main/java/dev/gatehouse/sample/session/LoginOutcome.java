package dev.gatehouse.sample.session;

import dev.gatehouse.sample.account.Account;
import dev.gatehouse.token.OpaqueToken;

/** What a log-in has led to. */
sealed interface LoginOutcome {

    /** Everything is proven: there is a session. */
    record Authenticated(Account account, StartedSession started) implements LoginOutcome {}

    /** The log-in waits for its next step. */
    record Waiting(ChallengePurpose purpose, OpaqueToken token, long expiresIn) implements LoginOutcome {}
}
