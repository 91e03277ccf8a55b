package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.Race;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final SecretKey KEY = key("a key with its thirty-two bytes.");
    private static final SecretKey NEW_KEY = key("and a newer one of thirty-two b.");
    private static final SecretKey NEWEST_KEY = key("and the newest one of thirty-two");
    private static final AuditOrigin ORIGIN =
            new AuditOrigin("session", "apikey", "request", "192.0.2.1", "curl/8", "Jane's laptop");
    private static final AuditEvent EVENT = new AuditEvent(
            NOON,
            "user",
            "jane",
            "joe",
            "role_granted",
            "user",
            "42",
            AuditOutcome.SUCCESS,
            "reason",
            ORIGIN,
            Map.of("role", "admin", "by", "form"));

    private final AuditChain chain = new AuditChain(List.of(KEY));
    private final AuditChain renewed = new AuditChain(List.of(NEW_KEY, KEY));

    @Test
    void aRowIsGenuineAsItWasSigned() {
        AuditRow row = chain.sign(7, EVENT);

        assertThat(chain.isGenuine(row)).isTrue();
        assertThat(row.mac()).matches("[0-9a-f]{64}");
        assertThat(row).isEqualTo(chain.sign(7, EVENT));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("later", EVENT, "occurredAt", NOON.plusSeconds(1)),
                change("a microsecond later", EVENT, "occurredAt", NOON.plusNanos(1000)),
                change("actor type", EVENT, "actorType", "system"),
                change("actor", EVENT, "actorId", "eve"),
                change("moved boundary", with(EVENT, "actorId", "janej"), "onBehalfOf", "oe"),
                change("behalf", EVENT, "onBehalfOf", null),
                change("empty for null", EVENT, "onBehalfOf", ""),
                change("action", EVENT, "action", "login"),
                change("target type", EVENT, "targetType", "role"),
                change("target", EVENT, "targetId", "43"),
                change("outcome", EVENT, "outcome", AuditOutcome.DENIED),
                change("reason", EVENT, "reason", "other"),
                change("details", EVENT, "details", Map.of("role", "user", "by", "form")),
                change("fewer details", EVENT, "details", Map.of("role", "admin")),
                change("session", EVENT, "origin", with(ORIGIN, "sessionId", "x")),
                change("api key", EVENT, "origin", with(ORIGIN, "apiKeyId", "x")),
                change("request", EVENT, "origin", with(ORIGIN, "requestId", "x")),
                change("address", EVENT, "origin", with(ORIGIN, "address", "192.0.2.2")),
                change("agent", EVENT, "origin", with(ORIGIN, "userAgent", "curl/9")),
                change("label", EVENT, "origin", with(ORIGIN, "label", "Eve's laptop")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aRowIsNotGenuineOnceAnythingWasChanged(String what, AuditEvent event) {
        AuditRow row = chain.sign(7, EVENT);
        AuditRow changed = new AuditRow(7, event, row.addressMac(), row.userAgentMac(), row.labelMac(), row.mac());

        assertThat(chain.isGenuine(changed)).as(what).isFalse();
    }

    @Test
    void aRowIsNotGenuineUnderAnotherNumberOrMac() {
        AuditRow row = chain.sign(7, EVENT);

        assertThat(chain.isGenuine(
                        new AuditRow(8, EVENT, row.addressMac(), row.userAgentMac(), row.labelMac(), row.mac())))
                .isFalse();
        assertThat(chain.isGenuine(
                        new AuditRow(7, EVENT, row.userAgentMac(), row.addressMac(), row.labelMac(), row.mac())))
                .isFalse();
        assertThat(chain.isGenuine(new AuditRow(7, EVENT, null, row.userAgentMac(), row.labelMac(), row.mac())))
                .isFalse();
        assertThat(chain.isGenuine(new AuditRow(7, EVENT, row.addressMac(), row.userAgentMac(), row.labelMac(), "")))
                .isFalse();
    }

    @Test
    void erasingPersonalDataKeepsTheRowGenuine() {
        AuditRow redacted = chain.sign(7, EVENT).redacted();

        assertThat(redacted.toString())
                .doesNotContain("192.0.2.1")
                .doesNotContain("curl")
                .doesNotContain("laptop");
        assertThat(redacted.event().origin().sessionId()).isEqualTo("session");
        assertThat(chain.isGenuine(redacted)).isTrue();
    }

    @Test
    void noAddressCanBePutWhereNoneWas() {
        AuditRow row = chain.sign(7, from(AuditOrigin.INTERNAL));
        AuditRow forged = new AuditRow(7, EVENT, null, null, null, row.mac());

        assertThat(chain.isGenuine(row)).isTrue();
        assertThat(row.addressMac()).isNull();
        assertThat(chain.isGenuine(forged)).isFalse();
    }

    @Test
    void aRowOfAPreviousKeyIsGenuineStill() {
        AuditRow old = chain.sign(7, EVENT);

        assertThat(renewed.isGenuine(old)).isTrue();
        assertThat(chain.isGenuine(renewed.sign(7, EVENT))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new AuditChain(List.of()));
    }

    @Test
    void equalPersonalDataCannotBeToldFromItsMacs() {
        AuditRow one = chain.sign(7, EVENT);
        AuditRow other = chain.sign(8, EVENT);

        assertThat(one.addressMac()).isNotEqualTo(other.addressMac());
        assertThat(one.userAgentMac()).isNotEqualTo(other.userAgentMac());
        assertThat(one.labelMac()).isNotEqualTo(other.labelMac());
    }

    /** Signed when the MACs of personal data were not bound to the row. */
    @Test
    void aRowOfTheEarlierFormIsGenuineStill() {
        AuditRow earlier = new AuditRow(
                7,
                EVENT,
                "94a12e2340c7a795f679fa72cbd4561e1becb7c104c5ca67349f0942764f6f8a",
                "3b5b5402f16708ae56ec9dd5a05490d892d8f88bd0fdd2fc81b3e6c01aca26bc",
                "0f08098e97cd045aec05be622ee0e61da50123852ce901259ecd898cb0cb18a7",
                "7a19af06b2f17b523fd714035259f0df70d333af322a14e4ecffbe3c72df88f9");
        AuditOrigin moved = with(ORIGIN, "address", "192.0.2.2");

        assertThat(chain.isGenuine(earlier)).isTrue();
        assertThat(chain.isGenuine(earlier.redacted())).isTrue();
        assertThat(chain.isGenuine(with(earlier, "event", from(moved)))).isFalse();
    }

    @Test
    void afterAChangeOfKeysTheOldOneForgesNoRow() {
        List<AuditRow> rows = turned();
        List<AuditSeal> seals = sealed(rows);
        rows.add(chain.sign(5, at(NOON.plusSeconds(7300))));

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 5L, 0));
    }

    @Test
    void afterAChangeOfKeysTheOldOneForgesNoRowThatClaimsToBeEarlier() {
        List<AuditRow> rows = turned();
        List<AuditSeal> seals = sealed(rows);
        rows.add(chain.sign(5, at(NOON.plusSeconds(1))));

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 5L, 0));
    }

    @Test
    void afterAChangeOfKeysTheOldOneForgesNoLink() {
        List<AuditRow> rows = turned();
        List<AuditSeal> seals = sealed(rows);
        rows.add(renewed.sign(5, at(NOON.plusSeconds(7300))));
        AuditSeal forged = chain.seal(seals.get(1), rows.subList(4, 5), NOON);

        assertThat(renewed.verify(rows, List.of(seals.get(0), seals.get(1), forged), null))
                .isEqualTo(new AuditVerification(false, 5L, 0));
    }

    @Test
    void aLinkOfTheNewKeyEndsTheOldOneAlthoughItsRowsAreOld() {
        List<AuditRow> rows = rows(1, 2);
        List<AuditSeal> seals = List.of(renewed.seal(null, rows, NOON));
        rows.add(chain.sign(3, at(NOON.plusSeconds(3601))));

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 3L, 0));
    }

    /** What an instance with the new key seals at night is older than the change of keys. */
    @Test
    void theHourOfAChangeOfKeysBeginsWhenTheLinkWasMadeAndNotWithItsRows() {
        List<AuditRow> rows = rows(1, 2);
        List<AuditSeal> seals = List.of(renewed.seal(null, rows, NOON.plusSeconds(7200)));
        rows.add(chain.sign(3, at(NOON.plusSeconds(7260))));
        rows.add(chain.sign(4, at(NOON.plusSeconds(10_800))));

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(true, null, 2));
        rows.add(chain.sign(5, at(NOON.plusSeconds(10_801))));
        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 5L, 0));
    }

    /** Links that are made late say nothing of when their rows were written: those behind them may be as old. */
    @Test
    void rowsOfAChangeOfKeysHoldHoweverLateTheyWereSealed() {
        List<AuditRow> rows = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            rows.add((i % 2 == 0 ? renewed : chain).sign(i, at(NOON.plusSeconds(30L * i))));
        }
        Instant late = NOON.plusSeconds(7800);
        AuditSeal one = renewed.seal(null, rows.subList(0, 10), late);
        AuditSeal two = renewed.seal(one, rows.subList(10, 20), late);

        assertThat(renewed.verify(rows, List.of(one, two), null)).isEqualTo(new AuditVerification(true, null, 0));
        rows.add(chain.sign(21, at(NOON.plusSeconds(3661))));
        assertThat(renewed.verify(rows, List.of(one, two), null)).isEqualTo(new AuditVerification(false, 21L, 0));
    }

    @Test
    void afterTheHourTheOldKeyMakesNoLinkAlthoughNoRowIsAsLate() {
        List<AuditRow> rows = new ArrayList<>(List.of(chain.sign(1, EVENT), renewed.sign(2, EVENT)));
        AuditSeal inTime = chain.seal(null, rows, NOON.plusSeconds(3600));
        AuditSeal tooLate = chain.seal(null, rows, NOON.plusSeconds(3601));

        assertThat(renewed.verify(rows, List.of(inTime), null)).isEqualTo(new AuditVerification(true, null, 0));
        assertThat(renewed.verify(rows, List.of(tooLate), null)).isEqualTo(new AuditVerification(false, 1L, 0));
    }

    @Test
    void aLinkOfTheNextChangeOfKeysGivesTheOldestKeyNoSecondHour() {
        AuditChain newest = new AuditChain(List.of(NEWEST_KEY, NEW_KEY, KEY));
        List<AuditRow> rows = new ArrayList<>(List.of(chain.sign(1, EVENT), renewed.sign(2, EVENT)));
        List<AuditSeal> seals = List.of(newest.seal(null, rows, NOON.plusSeconds(86_400)));
        rows.add(chain.sign(3, at(NOON.plusSeconds(3600))));
        rows.add(renewed.sign(4, at(NOON.plusSeconds(90_000))));

        assertThat(newest.verify(rows, seals, null)).isEqualTo(new AuditVerification(true, null, 2));
        rows.set(2, chain.sign(3, at(NOON.plusSeconds(3601))));
        assertThat(newest.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 3L, 0));
    }

    @Test
    void findsALinkWhoseTimeWasChanged() {
        List<AuditRow> rows = rows(1, 2);
        AuditSeal later = with(chain.seal(null, rows, NOON), "sealedAt", NOON.plusSeconds(1));

        assertThat(chain.verify(rows, List.of(later), null)).isEqualTo(new AuditVerification(false, 1L, 0));
    }

    @Test
    void aLinkOfTheEarlierFormIsGenuineStillAndItsTimeIsNotBelieved() {
        List<AuditRow> rows = rows(1, 2);
        AuditMac mac = new AuditMac().add("seal").add((String) null).add(2);
        rows.forEach(row -> mac.add(row.sequence()).add(row.mac()));
        List<AuditSeal> seals = List.of(new AuditSeal(1, 2, 2, null, NOON.plusSeconds(7200), mac.compute(NEW_KEY)));

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(true, null, 0));
        rows.add(chain.sign(3, at(NOON.plusSeconds(7260))));
        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 3L, 0));
    }

    /** Instances with the old key go on for a while when a new one is rolled out. */
    @Test
    void forAnHourOfAChangeOfKeysBothMayBeAtWork() {
        List<AuditRow> rows = new ArrayList<>(List.of(
                renewed.sign(1, EVENT),
                chain.sign(2, at(NOON.plusSeconds(1800))),
                renewed.sign(3, at(NOON.plusSeconds(3600))),
                chain.sign(4, at(NOON.plusSeconds(3600)))));
        AuditSeal one = renewed.seal(null, rows.subList(0, 2), NOON);
        AuditSeal two = chain.seal(one, rows.subList(2, 4), NOON);
        List<AuditSeal> seals = List.of(one, two);

        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(true, null, 0));
        rows.add(chain.sign(5, at(NOON.plusSeconds(3601))));
        assertThat(renewed.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 5L, 0));
    }

    @Test
    void aSecondChangeOfKeysEndsBothOldOnes() {
        AuditChain newest = new AuditChain(List.of(NEWEST_KEY, NEW_KEY, KEY));
        List<AuditRow> rows = turned();
        List<AuditSeal> seals = sealed(rows);
        rows.add(newest.sign(5, at(NOON.plusSeconds(20_000))));
        rows.add(newest.sign(6, at(NOON.plusSeconds(30_000))));

        assertThat(newest.verify(rows, seals, null).intact()).isTrue();
        rows.add(renewed.sign(7, at(NOON.plusSeconds(30_000))));
        assertThat(newest.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 7L, 0));
    }

    @Test
    void refusesRowsWhoseNumbersDoNotGrow() {
        List<AuditRow> twice = rows(1, 2, 2);
        List<AuditRow> back = rows(1, 3, 2);
        AuditSeal seal = chain.seal(null, rows(1, 2), NOON);

        assertThat(chain.verify(twice, List.of(), null)).isEqualTo(new AuditVerification(false, 2L, 0));
        assertThat(chain.verify(back, List.of(), null)).isEqualTo(new AuditVerification(false, 2L, 0));
        assertThat(chain.verify(seal, rows(2, 3), List.of(), null)).isEqualTo(new AuditVerification(false, 2L, 0));
    }

    @Test
    void findsAnIntactLogIntact() {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);

        assertThat(seals.get(0).rowCount()).isEqualTo(3);
        assertThat(seals.get(1).fromSequence()).isEqualTo(5);
        assertThat(seals.get(1).previousHash()).isEqualTo(seals.get(0).hash());
        assertThat(chain.verify(rows, seals, null)).isEqualTo(new AuditVerification(true, null, 1));
        assertThat(chain.verify(rows, seals, seals.get(1).hash())).isEqualTo(new AuditVerification(true, null, 1));
        assertThat(chain.verify(List.of(), List.of(), null)).isEqualTo(new AuditVerification(true, null, 0));
        assertThat(new AuditChain(List.of(NEW_KEY, KEY))
                        .verify(rows, seals, null)
                        .intact())
                .isTrue();
    }

    @Test
    void aLinkStandsForItsRowsAndNotForOthersOfTheSameNumber() {
        String hash = chain.seal(null, rows(1, 2), NOON).hash();

        assertThat(chain.seal(null, rows(1, 2), NOON).hash()).isEqualTo(hash);
        assertThat(chain.seal(null, rows(1, 3), NOON).hash()).isNotEqualTo(hash);
        assertThat(chain.seal(null, rows(1, 2), NOON.plusSeconds(1)).hash()).isNotEqualTo(hash);
        assertThat(chain.seal(null, List.of(chain.sign(1, EVENT), chain.sign(2, with(EVENT, "action", "other"))), NOON)
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void noTwoListsOfFieldsReadTheSame() {
        String mac = new AuditMac().add("ab").add("c").compute(KEY);

        assertThat(new AuditMac().add("a").add("bc").compute(KEY)).isNotEqualTo(mac);
        assertThat(new AuditMac().add("abc").compute(KEY)).isNotEqualTo(mac);
        assertThat(new AuditMac().add((String) null).compute(KEY))
                .isNotEqualTo(new AuditMac().add("").compute(KEY));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,1", "3,5", "4,5"})
    void findsTheLinkFromWhichARowIsMissing(int index, long firstBad) {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);
        rows.remove(index);

        assertThat(chain.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, firstBad, 0));
    }

    @Test
    void findsTheFirstRowThatWasChanged() {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);
        for (int i = rows.size() - 1; i >= 0; i--) {
            AuditRow row = rows.get(i);
            rows.set(i, new AuditRow(row.sequence(), from(AuditOrigin.INTERNAL), null, null, null, row.mac()));

            assertThat(chain.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, row.sequence(), 0));
        }
    }

    @Test
    void findsARowThatWasPutInWithAGenuineMac() {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);
        rows.add(3, chain.sign(4, EVENT));

        assertThat(chain.verify(rows, seals, null)).isEqualTo(new AuditVerification(false, 5L, 0));
    }

    @Test
    void findsALinkThatIsMissing() {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);

        assertThat(chain.verify(rows, seals.subList(1, 2), null).intact()).isFalse();
    }

    @Test
    void onlyAnAnchorShowsThatTheEndWasCutOff() {
        List<AuditRow> rows = rows(1, 2, 3, 5, 8, 9);
        List<AuditSeal> seals = seals(rows, 3, 2);
        String anchor = seals.get(1).hash();

        assertThat(chain.verify(rows.subList(0, 3), seals.subList(0, 1), null).intact())
                .isTrue();
        assertThat(chain.verify(rows.subList(0, 3), seals.subList(0, 1), anchor))
                .isEqualTo(new AuditVerification(false, null, 0));
    }

    @Test
    void sealsNothingThatIsOutOfOrder() {
        List<AuditRow> rows = rows(1, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> chain.seal(null, List.of(), NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.seal(null, List.of(rows.get(1), rows.get(0)), NOON));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.seal(null, List.of(rows.get(0), rows.get(0)), NOON));
        AuditSeal seal = chain.seal(null, rows, NOON);
        assertThatIllegalArgumentException().isThrownBy(() -> chain.seal(seal, List.of(rows.get(1)), NOON));
    }

    @Test
    void keepsTheTimeToTheMicrosecond() {
        assertThat(EVENT.occurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actorType", "action"})
    void needsAnActorAndAnAction(String component) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(EVENT, component, " "));
    }

    @Test
    void theMemoryKeepsTheLatestRowsOfManyWriters() throws Exception {
        MemoryAuditSink sink = new MemoryAuditSink(chain, 100);
        Race.run(50, () -> {
            for (int i = 0; i < 4; i++) {
                sink.append(EVENT);
            }
            return null;
        });

        assertThat(sink.rows())
                .extracting(AuditRow::sequence)
                .isEqualTo(LongStream.rangeClosed(101, 200).boxed().toList());
        assertThat(sink.rows()).allMatch(chain::isGenuine);
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryAuditSink(chain, 0));
        assertThat(new MemoryAuditSink(chain, 1).rows()).isEmpty();
    }

    private List<AuditRow> rows(long... sequences) {
        List<AuditRow> rows = new ArrayList<>();
        for (long sequence : sequences) {
            rows.add(chain.sign(sequence, EVENT));
        }
        return rows;
    }

    /** Two rows of the old key, two of the new one, the last of them two hours later. */
    private List<AuditRow> turned() {
        return new ArrayList<>(List.of(
                chain.sign(1, EVENT),
                chain.sign(2, EVENT),
                renewed.sign(3, at(NOON.plusSeconds(60))),
                renewed.sign(4, at(NOON.plusSeconds(7200)))));
    }

    private List<AuditSeal> sealed(List<AuditRow> turned) {
        AuditSeal one = chain.seal(null, turned.subList(0, 2), NOON);
        return List.of(one, renewed.seal(one, turned.subList(2, 4), NOON));
    }

    private static AuditEvent at(Instant time) {
        return with(EVENT, "occurredAt", time);
    }

    private List<AuditSeal> seals(List<AuditRow> rows, int first, int second) {
        AuditSeal one = chain.seal(null, rows.subList(0, first), NOON);
        return List.of(one, chain.seal(one, rows.subList(first, first + second), NOON));
    }

    private static Arguments change(String what, AuditEvent event, String component, @Nullable Object value) {
        return Arguments.of(what, with(event, component, value));
    }

    private static AuditEvent from(AuditOrigin origin) {
        return with(EVENT, "origin", origin);
    }

    /** The same record with another value of one component. */
    @SuppressWarnings("unchecked")
    private static <R extends Record> R with(R record, String name, @Nullable Object value) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(name)
                        ? value
                        : components[i].getAccessor().invoke(record);
            }
            return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256");
    }
}
