package dev.gatehouse.sample.apikey;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.List;

/** What can go wrong with API keys, in one wording each. */
final class ApiKeyProblems {

    private ApiKeyProblems() {}

    static ProblemException notFound() {
        return ProblemException.notFound("The API key does not exist.");
    }

    static ProblemException notActive() {
        return ProblemException.conflict(
                "api_key_not_active", "The API key has ended, was revoked, or was replaced already.");
    }

    static ProblemException tooMany(int maximum) {
        return ProblemException.businessRule(
                "too_many_api_keys", "Nobody has more than " + maximum + " API keys in use. Revoke one first.");
    }

    static ProblemException othersNeedAdmin() {
        return ProblemException.authorization("The API keys of others need the permission api-keys:admin.");
    }

    static ProblemException malformed(List<FieldProblem> problems) {
        return ProblemException.validation(problems);
    }

    static FieldProblem expiry(long maximumDays) {
        return new FieldProblem(
                "expires_at",
                "must be in the future and not more than " + maximumDays + " days away",
                "expiry_out_of_range");
    }

    static FieldProblem network(int index) {
        return new FieldProblem(
                "allowed_cidrs[" + index + "]",
                "must be a network like 192.0.2.0/24 without bits behind its prefix, or one address",
                "network");
    }
}
