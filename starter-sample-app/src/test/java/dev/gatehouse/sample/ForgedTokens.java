package dev.gatehouse.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A token and what an attacker makes of it: with the JDK alone, so that no library keeps a test from writing nonsense. */
public record ForgedTokens(ObjectNode header, ObjectNode claims) {

    private static final JsonMapper JSON = new JsonMapper();

    public static ForgedTokens of(String genuine) {
        String[] parts = genuine.split("\\.");
        return new ForgedTokens(read(parts[0]), read(parts[1]));
    }

    public ForgedTokens withHeader(Consumer<ObjectNode> change) {
        ObjectNode changed = header.deepCopy();
        change.accept(changed);
        return new ForgedTokens(changed, claims);
    }

    public ForgedTokens withClaims(Consumer<ObjectNode> change) {
        ObjectNode changed = claims.deepCopy();
        change.accept(changed);
        return new ForgedTokens(header, changed);
    }

    /** Signed with RS256, whatever the header says. */
    public String signed(PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(input().getBytes(US_ASCII));
            return with(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed as the service does it. */
    public String signed() {
        return signed(SigningKeys.ofTheService().getPrivate());
    }

    public String withMac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return with(mac.doFinal(input().getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String with(byte[] signature) {
        return input() + "." + base64(signature);
    }

    /** The part before the signature. */
    public String input() {
        return base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
    }

    private static ObjectNode read(String part) {
        return (ObjectNode) JSON.readTree(new String(Base64.getUrlDecoder().decode(part), UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
