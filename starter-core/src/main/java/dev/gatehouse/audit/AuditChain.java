package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes an audit log show what was done to it (ASVS 5.0, 16.4.2). Each row has a MAC, under a key that the database does not
 * hold, so that rows can be written in parallel and without reading others; from time to time the rows since are sealed into
 * a chain, which shows rows that were added or left out. Personal data enters the MAC by a MAC of its own, so that it can be
 * erased and the row stays genuine. Once a newer key is in force the older ones count no more, after an hour for instances
 * that still had them. Immutable, thread-safe.
 */
public final class AuditChain {

    private final List<SecretKey> keys;

    /**
     * Creates the chain.
     *
     * @param keys keys for this purpose alone, the newest first: it signs, the others are accepted for what is older
     * @throws IllegalArgumentException if there is no key
     */
    public AuditChain(List<SecretKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("An audit chain needs a key.");
        }
        this.keys = List.copyOf(keys);
    }

    /**
     * Signs an event.
     *
     * @param sequence its number
     * @param event the event
     * @return the row to keep
     */
    public AuditRow sign(long sequence, AuditEvent event) {
        SecretKey key = keys.get(0);
        AuditOrigin origin = event.origin();
        String addressMac = personMac(key, sequence, "address", origin.address());
        String userAgentMac = personMac(key, sequence, "user_agent", origin.userAgent());
        String labelMac = personMac(key, sequence, "label", origin.label());
        String mac = rowMac(key, sequence, event, addressMac, userAgentMac, labelMac);
        return new AuditRow(sequence, event, addressMac, userAgentMac, labelMac, mac);
    }

    /**
     * Tells whether a row is as it was signed, or as it was signed but for erased personal data, by any of the keys. Which of
     * them was in force then is only known from the rows around it: see {@link #verify}.
     *
     * @param row the row as it is kept
     * @return true if it is
     */
    public boolean isGenuine(AuditRow row) {
        boolean genuine = false;
        for (SecretKey key : keys) {
            genuine |= isGenuine(key, row);
        }
        return genuine;
    }

    /**
     * Links rows to the chain.
     *
     * @param previous the last link, null for the first
     * @param rows the rows since, in the order of their numbers; not empty
     * @param now the present
     * @return the next link
     * @throws IllegalArgumentException if there is no row, or they are not in order
     */
    public AuditSeal seal(@Nullable AuditSeal previous, List<AuditRow> rows, Instant now) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("There is no row to seal.");
        }
        long last = previous == null ? Long.MIN_VALUE : previous.toSequence();
        for (AuditRow row : rows) {
            if (row.sequence() <= last) {
                throw new IllegalArgumentException("The rows to seal are not in order at " + row.sequence() + ".");
            }
            last = row.sequence();
        }
        String previousHash = previous == null ? null : previous.hash();
        Instant sealedAt = now.truncatedTo(ChronoUnit.MICROS);
        String hash = hash(keys.get(0), previousHash, sealedAt, rows);
        return new AuditSeal(rows.get(0).sequence(), last, rows.size(), previousHash, sealedAt, hash);
    }

    /**
     * Verifies a log from its beginning.
     *
     * @param rows all rows, in the order of their numbers
     * @param seals all links, in order
     * @param anchor the hash of a link that was kept elsewhere, which must be there; null without one
     * @return what was found
     */
    public AuditVerification verify(List<AuditRow> rows, List<AuditSeal> seals, @Nullable String anchor) {
        return verify(null, rows, seals, anchor);
    }

    /**
     * Verifies a part of a log by itself. What the parts before it say of the keys is not known; {@link #reading} remembers it.
     *
     * @param previous the link in front of the part, which is believed; null if the part is the beginning
     * @param rows all rows behind that link, in the order of their numbers
     * @param seals all links behind that link, in order
     * @param anchor the hash of a link that was kept elsewhere, which must be in the part; null without one
     * @return what was found
     */
    public AuditVerification verify(
            @Nullable AuditSeal previous, List<AuditRow> rows, List<AuditSeal> seals, @Nullable String anchor) {
        return reading(previous).verify(rows, seals, anchor);
    }

    /**
     * Begins to verify a log part by part, so that a long one need not be in memory at once.
     *
     * @param previous the link in front of the first part, which is believed; null to begin at the beginning
     * @return a reading, for one thread
     */
    public AuditReading reading(@Nullable AuditSeal previous) {
        return new AuditReading(keys, previous);
    }

    /** Whether the key made the link; its shape is looked at elsewhere. */
    static boolean isLinkOf(SecretKey key, AuditSeal seal, @Nullable String previousHash, List<AuditRow> rows) {
        return equal(hash(key, previousHash, seal.sealedAt(), rows), seal.hash());
    }

    /** As links were made that are kept still: anybody may have changed their time. */
    static boolean isEarlierLinkOf(SecretKey key, AuditSeal seal, @Nullable String previousHash, List<AuditRow> rows) {
        return equal(addRows(new AuditMac().add("seal").add(previousHash), rows).compute(key), seal.hash());
    }

    static boolean isGenuine(SecretKey key, AuditRow row) {
        AuditOrigin origin = row.event().origin();
        String mac = rowMac(key, row.sequence(), row.event(), row.addressMac(), row.userAgentMac(), row.labelMac());
        return equal(mac, row.mac())
                && isOrWasThere(key, row.sequence(), "address", origin.address(), row.addressMac())
                && isOrWasThere(key, row.sequence(), "user_agent", origin.userAgent(), row.userAgentMac())
                && isOrWasThere(key, row.sequence(), "label", origin.label(), row.labelMac());
    }

    private static boolean isOrWasThere(
            SecretKey key, long sequence, String name, @Nullable String value, @Nullable String mac) {
        return value == null
                || (mac != null
                        && (equal(mac, personMac(key, sequence, name, value))
                                || equal(mac, earlierPersonMac(key, name, value))));
    }

    /** Bound to its row: of two rows with equal MACs one would tell what was erased from the other. */
    private static @Nullable String personMac(SecretKey key, long sequence, String name, @Nullable String value) {
        return value == null
                ? null
                : new AuditMac()
                        .add("person_of_row")
                        .add(sequence)
                        .add(name)
                        .add(value)
                        .compute(key);
    }

    /** As rows were signed that are kept still. */
    private static String earlierPersonMac(SecretKey key, String name, String value) {
        return new AuditMac().add("person").add(name).add(value).compute(key);
    }

    private static String rowMac(
            SecretKey key,
            long sequence,
            AuditEvent event,
            @Nullable String addressMac,
            @Nullable String userAgentMac,
            @Nullable String labelMac) {
        AuditOrigin origin = event.origin();
        AuditMac mac = new AuditMac()
                .add("row")
                .add(sequence)
                .add(event.occurredAt().getEpochSecond())
                .add(event.occurredAt().getNano())
                .add(event.actorType())
                .add(event.actorId())
                .add(event.onBehalfOf())
                .add(event.action())
                .add(event.targetType())
                .add(event.targetId())
                .add(event.outcome().name())
                .add(event.reason())
                .add(origin.sessionId())
                .add(origin.apiKeyId())
                .add(origin.requestId())
                .add(addressMac)
                .add(userAgentMac)
                .add(labelMac);
        for (Map.Entry<String, String> detail : event.sortedDetails().entrySet()) {
            mac.add(detail.getKey()).add(detail.getValue());
        }
        return mac.compute(key);
    }

    private static String hash(SecretKey key, @Nullable String previousHash, Instant sealedAt, List<AuditRow> rows) {
        AuditMac mac = new AuditMac()
                .add("link")
                .add(previousHash)
                .add(sealedAt.getEpochSecond())
                .add(sealedAt.getNano());
        return addRows(mac, rows).compute(key);
    }

    private static AuditMac addRows(AuditMac mac, List<AuditRow> rows) {
        mac.add(rows.size());
        rows.forEach(row -> mac.add(row.sequence()).add(row.mac()));
        return mac;
    }

    private static boolean equal(String one, @Nullable String other) {
        return other != null && MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
