package dev.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.gatehouse.net.CidrSet;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyRecordTests {

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void refusesNetworksThatAreMissingWhereTheKeyIsMadeAndSaysWhatMeansAnywhere() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ApiKeyRecord("id", "hash", "owner", Set.of(), null, END, null, null))
                .withMessage("An API key needs networks: CidrSet.empty() for anywhere.");
    }

    @Test
    void refusesAKeyWithoutAnEnd() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ApiKeyRecord("id", "hash", "owner", Set.of(), CidrSet.empty(), null, null, null))
                .withMessage("An API key needs an end.");
    }
}
