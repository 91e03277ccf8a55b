package dev.gatehouse.sample.file;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.sample.access.CurrentOwner;
import dev.gatehouse.sample.access.Permission;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.paging.PageResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of a file. What belongs to somebody else exists only for who manages the files of all. */
@Service
class FileService {

    private static final String MANAGE = Permission.FILES_MANAGE.permission();

    private final FileRepository files;
    private final FileStorage storage;
    private final CurrentOwner owner;
    private final CurrentCaller callers;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FileService(
            FileRepository files,
            FileStorage storage,
            CurrentOwner owner,
            CurrentCaller callers,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.storage = storage;
        this.owner = owner;
        this.callers = callers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PageResponse<FileResponse> list(Pageable page) {
        return PageResponse.of(files.findByOwnerId(owner.id(), page), FileResponse::of);
    }

    @Transactional(readOnly = true)
    FileResponse read(UUID id) {
        return FileResponse.of(reachable(id));
    }

    @Transactional
    FileContent content(UUID id) {
        StoredFile file = reachable(id);
        noteUnlessOwn("file_read", file);
        return new FileContent(FileResponse.of(file), storage.read(file.storageKey()));
    }

    /**
     * Stores a file. The transaction is open while the bytes are written, so that its end decides about them; it takes a
     * connection from the pool only for the insert (spring.datasource.connection-fetch).
     */
    @Transactional
    FileResponse store(SafeName name, String mediaType, InputStream content) {
        StoredBytes bytes = write(content);
        events.publishEvent(new StoredBytesCleaner.Written(bytes.key()));
        StoredFile file = new StoredFile(owner.id(), name, mediaType, bytes, clock.instant());
        files.saveAndFlush(file);
        noteUnlessOwn("file_stored", file);
        return FileResponse.of(file);
    }

    @Transactional
    void delete(UUID id) {
        StoredFile file = reachable(id);
        if (files.deleteOnce(id) == 0) {
            throw notFound();
        }
        noteUnlessOwn("file_deleted", file);
        events.publishEvent(new StoredBytesCleaner.Released(file.storageKey()));
    }

    private StoredBytes write(InputStream content) {
        try {
            return storage.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What somebody does with own files is nobody's business; what is done with those of others is that of their owners, also
     * where it is done in their name.
     */
    private void noteUnlessOwn(String action, StoredFile file) {
        Caller caller = callers.require();
        if (caller.actingUserId() != null || !file.ownerId().equals(owner.id())) {
            audit.succeeded(
                    action,
                    new Target("file", file.id().toString()),
                    Map.of("owner", file.ownerId().toString()));
        }
    }

    private StoredFile reachable(UUID id) {
        Optional<StoredFile> file =
                callers.require().may(MANAGE) ? files.findById(id) : files.findByIdAndOwnerId(id, owner.id());
        return file.orElseThrow(FileService::notFound);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("The file does not exist.");
    }
}
