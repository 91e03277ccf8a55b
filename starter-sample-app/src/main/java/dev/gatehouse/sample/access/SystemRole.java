package dev.gatehouse.sample.access;

import java.util.UUID;

/** The roles that every installation starts with. What they hold is in the migrations; nobody changes or deletes them. */
public enum SystemRole {
    /** Everything, what comes later included. */
    ADMIN(1),
    /** Looks after people: accounts, sessions, lockouts, and the work of everybody. */
    MANAGER(2),
    /** Sees everything that is needed to audit the service, and changes nothing. */
    AUDITOR(3),
    /** Works with own items and files. Who registers gets it. */
    USER(4),
    /** For the accounts of programs, which come with API keys. */
    SERVICE(5);

    private final UUID id;

    SystemRole(int number) {
        this.id = UUID.fromString("00000000-0000-7000-8000-00000000000" + number);
    }

    /**
     * Names the role.
     *
     * @return the key of its row, the same in every installation
     */
    public UUID id() {
        return id;
    }
}
