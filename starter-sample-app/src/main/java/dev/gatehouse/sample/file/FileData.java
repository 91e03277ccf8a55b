package dev.gatehouse.sample.file;

import dev.gatehouse.sample.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The files of a user. Their bytes go when the erasure is committed. */
@Component
class FileData implements PersonalData {

    private final FileRepository files;
    private final ApplicationEventPublisher events;

    FileData(FileRepository files, ApplicationEventPublisher events) {
        this.files = files;
        this.events = events;
    }

    @Override
    public String section() {
        return "files";
    }

    @Override
    public List<FileResponse> export(UUID userId) {
        return files.findByOwnerIdOrderByCreatedAt(userId).stream()
                .map(FileResponse::of)
                .toList();
    }

    @Override
    public void erase(UUID userId) {
        files.findByOwnerIdOrderByCreatedAt(userId).forEach(file -> {
            files.delete(file);
            events.publishEvent(new StoredBytesCleaner.Released(file.storageKey()));
        });
    }
}
