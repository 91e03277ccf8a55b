package dev.gatehouse.upload;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.TimeBudget;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import dev.gatehouse.upload.type.ContentDetector;
import dev.gatehouse.upload.type.FileType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of an uploaded file whether it is accepted: by its name, extension, declared type, size, real type and structure,
 * in this order, and last by a malware scanner if there is one. Memory is constant whatever the size; time is bounded by
 * the policy; nothing is written and nothing stays open. Thread-safe.
 */
public final class UploadValidator {

    private static final Logger log = LoggerFactory.getLogger(UploadValidator.class);

    private final ContentDetector detector;
    private final @Nullable MalwareScanner scanner;
    private final LongSupplier nanoTime;

    /**
     * Creates a validator.
     *
     * @param detector says what a content looks like, see {@link ContentDetector#standard()}
     * @param scanner is asked last; null for none
     */
    public UploadValidator(ContentDetector detector, @Nullable MalwareScanner scanner) {
        this(detector, scanner, System::nanoTime);
    }

    UploadValidator(ContentDetector detector, @Nullable MalwareScanner scanner, LongSupplier nanoTime) {
        this.detector = detector;
        this.scanner = scanner;
        this.nanoTime = nanoTime;
    }

    /**
     * Creates a validator that detects by Tika, if that is on the class path, and scans for no malware.
     *
     * @return a validator
     */
    public static UploadValidator withDefaults() {
        return new UploadValidator(ContentDetector.standard(), null);
    }

    /**
     * Checks one file.
     *
     * @param file the file
     * @param policy what is accepted
     * @return the verdict
     * @throws IOException if the content cannot be read, which is no fault of the client
     */
    public UploadVerdict validate(UploadedFile file, UploadPolicy policy) throws IOException {
        return validate(file, policy, start(policy.analysisTime()));
    }

    /**
     * Checks all files of a request: their number, their size together, and each by itself. The time bound is for all
     * together.
     *
     * @param files the files
     * @param policy what is accepted
     * @return the verdict
     * @throws IOException if a content cannot be read, which is no fault of the client
     */
    public RequestVerdict validateAll(List<UploadedFile> files, UploadPolicy policy) throws IOException {
        UploadRejection rejection = rejectionOf(files, policy);
        if (rejection != null) {
            return new RequestVerdict(rejection, List.of());
        }
        TimeBudget time = start(policy.analysisTime());
        List<UploadVerdict> verdicts = new ArrayList<>(files.size());
        for (UploadedFile file : files) {
            verdicts.add(validate(file, policy, time));
        }
        return new RequestVerdict(null, verdicts);
    }

    private static @Nullable UploadRejection rejectionOf(List<UploadedFile> files, UploadPolicy policy) {
        if (files.size() > policy.maxFiles()) {
            return new UploadRejection(
                    UploadReason.TOO_MANY_FILES,
                    "The request has more than " + policy.maxFiles() + " files. Send them in several requests.");
        }
        long total = 0;
        for (UploadedFile file : files) {
            total += file.content().size();
        }
        return total > policy.maxTotalSize()
                ? new UploadRejection(
                        UploadReason.FILES_TOO_LARGE,
                        "The files are larger than " + ByteSize.of(policy.maxTotalSize())
                                + " together. Send them in several requests.")
                : null;
    }

    private UploadVerdict validate(UploadedFile file, UploadPolicy policy, TimeBudget time) throws IOException {
        try {
            CheckedName name = CheckedName.of(file.names(), policy);
            DeclaredType.check(file.declaredType(), name.type());
            requireSize(file.content().size(), policy);
            checkContent(file, name.type(), policy, time);
            boolean scanned = scanner != null && isScanned(scanner, file, policy, time);
            return UploadVerdict.accepted(name.name(), name.type().mediaType(), scanned);
        } catch (UploadRefusedException refusal) {
            return UploadVerdict.rejected(UploadRejection.of(refusal));
        } catch (RuntimeException failure) {
            log.error("A check of an upload failed, so the file is refused.", failure);
            return UploadVerdict.rejected(UploadReason.ANALYSIS_FAILED);
        }
    }

    /** The scan has bounds of its own. */
    private boolean isScanned(MalwareScanner by, UploadedFile file, UploadPolicy policy, TimeBudget time)
            throws IOException {
        long before = nanoTime.getAsLong();
        try {
            return MalwareScan.of(by, file.content(), policy.whenNotScanned());
        } finally {
            time.extend(nanoTime.getAsLong() - before);
        }
    }

    private static void requireSize(long size, UploadPolicy policy) {
        if (size == 0) {
            throw new UploadRefusedException(UploadReason.FILE_EMPTY);
        }
        if (size > policy.maxFileSize()) {
            throw new UploadRefusedException(
                    UploadReason.FILE_TOO_LARGE,
                    "The file is larger than " + ByteSize.of(policy.maxFileSize()) + ". Send a smaller one.");
        }
    }

    private void checkContent(UploadedFile file, FileType type, UploadPolicy policy, TimeBudget time)
            throws IOException {
        try (ContentReader reader = ContentReader.open(file.content(), time)) {
            byte[] head = new byte[(int) Math.min(ContentDetector.HEAD, reader.size())];
            reader.read(0, head, 0, head.length);
            Eicar.check(head);
            if (!type.identifiesItself() && !type.accepts(detector.detect(head), head)) {
                throw new UploadRefusedException(UploadReason.CONTENT_MISMATCH);
            }
            type.check(reader, policy.content());
        }
    }

    private TimeBudget start(Duration time) {
        return TimeBudget.of(time, nanoTime);
    }
}
