package dev.gatehouse.sample.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Keys are compared by equality: a finder that ignores case hands accounts over. */
interface UserRepository extends JpaRepository<User, UUID> {

    Optional<User> findByUsernameKey(String usernameKey);

    Optional<User> findByEmailKey(String emailKey);

    /** Locks the row, so that of two changes of one account the second sees the first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.id = :id")
    Optional<User> findForChange(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.emailKey = :key")
    Optional<User> findForChangeByEmailKey(String key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from User u where u.usernameKey = :key")
    Optional<User> findForChangeByUsernameKey(String key);

    /** Locks the row and reads nothing of it, so that what was read before stays as it is. */
    @Query(value = "select row_version from users where id = :id for update", nativeQuery = true)
    Optional<Long> lock(UUID id);

    /** Past the version: a log-in is no change that an administrator at work has to look at. */
    @Modifying
    @Query("update User u set u.lastLoginAt = :now where u.id = :id")
    void noteLogin(UUID id, Instant now);

    /** Past the version, too: the password is still the same one. */
    @Modifying
    @Query("update User u set u.passwordHash = :hash where u.id = :id and u.passwordHash = :before")
    void replaceHash(UUID id, String before, String hash);
}
