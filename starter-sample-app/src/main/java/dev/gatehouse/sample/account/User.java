package dev.gatehouse.sample.account;

import dev.gatehouse.loginid.LoginId;
import dev.gatehouse.password.PasswordOwner;
import dev.gatehouse.sample.text.OneLine;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/**
 * One user. Names and addresses stand as they were typed, beside the key by which alone they are compared. Only columns that
 * changed are written, so that what other statements count here, such as the version of the rights, is not taken back. What
 * changes the status is followed by {@code UserRights.changed}.
 */
@Entity
@DynamicUpdate
@Table(name = "users")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills the fields, and queries read the keys.
class User {

    static final int MAX_DISPLAY_NAME = 100;

    static final String DISPLAY_NAME = OneLine.VISIBLE_PLAIN;

    static final String LOCALE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$";

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    private String username;
    private String usernameKey;
    private String email;
    private String emailKey;
    private String displayName;
    private String locale;
    private @Nullable String passwordHash;
    private boolean invited;

    @Enumerated(EnumType.STRING)
    private UserStatus status;

    private @Nullable Instant emailVerifiedAt;
    private boolean mfaRequired;
    private boolean mustChangePassword;
    private long authzVersion;
    private @Nullable Instant passwordChangedAt;
    private @Nullable Instant lastLoginAt;
    private @Nullable Instant deletedAt;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long rowVersion;

    protected User() {}

    /** A user whose address is not proven yet. */
    User(UserName name, UserEmail email, String displayName, String locale, Instant now) {
        this.username = name.typed();
        this.usernameKey = name.id().key();
        this.email = email.typed();
        this.emailKey = email.id().key();
        this.displayName = displayName;
        this.locale = locale;
        this.status = UserStatus.PENDING;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void choosePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
        mustChangePassword = false;
        updatedAt = now;
    }

    /** An administrator says that the address belongs to the account: nobody else takes it by registering. */
    void invite(Instant now) {
        invited = true;
        forgetPassword(now);
    }

    /**
     * A different registration comes before the address is proven. Of the two nobody knows who reads the mails to it, so that
     * neither has chosen the password. The user name stays: freed, it could be taken from who registered first.
     */
    void doubt(Instant now) {
        forgetPassword(now);
    }

    /** Somebody else may have the account from now on, and chooses the password by a link. */
    void handOver(Instant now) {
        forgetPassword(now);
    }

    /** Whoever chose the password does not count any more; the next one is chosen by a link. */
    private void forgetPassword(Instant now) {
        passwordHash = null;
        passwordChangedAt = null;
        updatedAt = now;
    }

    /** The address is proven. A user who was shut out stays so. */
    void verifyEmail(Instant now) {
        if (emailVerifiedAt == null) {
            emailVerifiedAt = now;
        }
        if (status == UserStatus.PENDING) {
            changeStatus(UserStatus.ACTIVE, now);
        }
    }

    void changeEmail(UserEmail proven, Instant now) {
        email = proven.typed();
        emailKey = proven.id().key();
        emailVerifiedAt = now;
        updatedAt = now;
    }

    /**
     * An administrator names another address; until its owner has proven it, the account cannot be used. One that nobody ever
     * used becomes an invitation.
     */
    void replaceEmail(UserEmail unproven, Instant now) {
        if (wasNeverUsed()) {
            invite(now);
        }
        invited = true;
        email = unproven.typed();
        emailKey = unproven.id().key();
        emailVerifiedAt = null;
        updatedAt = now;
    }

    void changeStatus(UserStatus next, Instant now) {
        status = next;
        updatedAt = now;
    }

    /** Opens an account that was shut; one that nobody ever used waits for the proof of its address as before. */
    void open(Instant now) {
        changeStatus(wasNeverUsed() ? UserStatus.PENDING : UserStatus.ACTIVE, now);
    }

    /** An administrator may have named another address of an account that had been in use. */
    private boolean wasNeverUsed() {
        return emailVerifiedAt == null && (!invited || (passwordHash == null && lastLoginAt == null));
    }

    void changeProfile(@Nullable String newDisplayName, @Nullable String newLocale, Instant now) {
        if (newDisplayName != null) {
            displayName = newDisplayName;
        }
        if (newLocale != null) {
            locale = newLocale;
        }
        updatedAt = now;
    }

    void requireNewPassword(Instant now) {
        mustChangePassword = true;
        updatedAt = now;
    }

    void requireMfa(boolean required, Instant now) {
        mfaRequired = required;
        updatedAt = now;
    }

    /** Frees the address at once; the user name stays taken, so that nobody slips into it. */
    void delete(Instant now) {
        emailKey = "deleted:" + id;
        deletedAt = now;
        changeStatus(UserStatus.DELETED, now);
    }

    /** Leaves a row that nothing points out a person with; other rows go on to refer to it. */
    void erase(Instant now) {
        String nobody = "deleted:" + id.toString().replace("-", "").substring(8);
        username = nobody;
        usernameKey = nobody;
        email = "";
        displayName = "";
        locale = "und";
        passwordHash = null;
        emailVerifiedAt = null;
        lastLoginAt = null;
        updatedAt = now;
    }

    /** A deleted account is none: only its row is left, until it is erased. */
    boolean exists() {
        return status != UserStatus.DELETED;
    }

    /**
     * Whether somebody registered it and nobody has proven the address: a claim that has no owner yet. What an administrator
     * made is none.
     */
    boolean isMereClaim() {
        return status == UserStatus.PENDING && !invited;
    }

    boolean isMereClaimTo(UserName name) {
        return isMereClaim() && usernameKey.equals(name.id().key());
    }

    /**
     * Whether an administrator named the address and nobody has proven it: who does may be somebody else than who had the account
     * before.
     */
    boolean isGiven() {
        return invited && emailVerifiedAt == null;
    }

    /**
     * Whether a password that was proven is still the one of an account that may be used. To be asked behind the lock of
     * the row: between the proof and what it allows lies a hash, and perhaps a second factor.
     *
     * @param passwordChangedAt what the account said when its hash was verified
     */
    boolean stillHas(@Nullable Instant passwordChangedAt) {
        return toAccount().usable() && Objects.equals(this.passwordChangedAt, passwordChangedAt);
    }

    PasswordOwner asPasswordOwner() {
        return new PasswordOwner(username, email, displayName);
    }

    Account toAccount() {
        return new Account(
                id,
                username,
                email,
                displayName,
                locale,
                passwordHash,
                status,
                emailVerifiedAt != null,
                mfaRequired,
                mustChangePassword,
                passwordChangedAt);
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    String email() {
        return email;
    }

    String displayName() {
        return displayName;
    }

    String locale() {
        return locale;
    }

    UserStatus status() {
        return status;
    }

    @Nullable
    Instant emailVerifiedAt() {
        return emailVerifiedAt;
    }

    boolean mfaRequired() {
        return mfaRequired;
    }

    boolean mustChangePassword() {
        return mustChangePassword;
    }

    @Nullable
    Instant passwordChangedAt() {
        return passwordChangedAt;
    }

    @Nullable
    Instant lastLoginAt() {
        return lastLoginAt;
    }

    @Nullable
    Instant deletedAt() {
        return deletedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long rowVersion() {
        return rowVersion;
    }

    /** A user name as typed and as compared. */
    record UserName(String typed, LoginId id) {}

    /** An e-mail address as typed and as compared. */
    record UserEmail(String typed, LoginId id) {}
}
