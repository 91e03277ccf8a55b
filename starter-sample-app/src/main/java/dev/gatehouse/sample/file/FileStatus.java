package dev.gatehouse.sample.file;

/** Whether the bytes of a file may be handed out. Stands in the database by name. */
enum FileStatus {
    /** Stored completely and accepted. */
    AVAILABLE
}
