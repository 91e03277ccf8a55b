package dev.gatehouse.sample.account;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.account.OneTimeTokens.UsedToken;
import dev.gatehouse.sample.audit.AuditTrail;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Joins an address to an account only for who has both: the link that was mailed to the address, and the password of the
 * account. Anybody can name the address of somebody else, who would open an account for them by a click otherwise.
 */
@Component
class LinkProof {

    private final OneTimeTokens tokens;
    private final UserRepository users;
    private final PasswordProof proof;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    LinkProof(
            OneTimeTokens tokens,
            UserRepository users,
            PasswordProof proof,
            AuditTrail audit,
            TransactionOperations transactions) {
        this.tokens = tokens;
        this.users = users;
        this.proof = proof;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Asks for both, and uses up neither: a password may be mistyped.
     *
     * @return the account as it was when its password was proven
     */
    Account require(String token, String password, Set<TokenPurpose> purposes, String action) {
        Account account = ownerOf(token, purposes).orElseThrow(() -> refuse(action));
        proof.require(account, password, action);
        return account;
    }

    RuntimeException refuse(String action) {
        audit.refused(action, AuditOutcome.FAILURE, null, "token_invalid", Map.of());
        return AccountProblems.tokenInvalid();
    }

    private Optional<Account> ownerOf(String token, Set<TokenPurpose> purposes) {
        return Objects.requireNonNull(transactions.execute(status -> tokens.peek(token, purposes)
                .map(UsedToken::userId)
                .flatMap(users::findById)
                .filter(User::exists)
                .map(User::toAccount)));
    }
}
