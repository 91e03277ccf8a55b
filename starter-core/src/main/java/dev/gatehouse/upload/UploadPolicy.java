package dev.gatehouse.upload;

import dev.gatehouse.name.NameRules;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.type.FileType;
import dev.gatehouse.upload.type.FileTypes;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which uploads are accepted. Immutable, thread-safe. */
public final class UploadPolicy {

    private static final UploadPolicy DEFAULTS = builder().build();

    private final FileTypes types;
    private final Set<String> allowedExtensions;
    private final Set<String> hiddenExtensions;
    private final NameRules names;
    private final boolean paths;
    private final long maxFileSize;
    private final int maxFiles;
    private final long maxTotalSize;
    private final Duration analysisTime;
    private final ContentRules content;
    private final ScanFailure whenNotScanned;

    private UploadPolicy(Builder builder) {
        types = builder.types;
        allowedExtensions = builder.checkedExtensions();
        hiddenExtensions = builder.hiddenExtensions;
        names = builder.names;
        paths = builder.paths;
        maxFileSize = builder.maxFileSize;
        maxFiles = builder.maxFiles;
        maxTotalSize = builder.maxTotalSize;
        analysisTime = builder.analysisTime;
        content = builder.content;
        whenNotScanned = builder.whenNotScanned;
    }

    /**
     * Returns the defaults: pdf, docx, doc, txt, md, xlsx, xls, csv, png, jpg, jpeg, gif; 10 MiB a file, 10 files, 100 MiB
     * together; 10 seconds; names and contents by their defaults.
     *
     * @return the defaults
     */
    public static UploadPolicy defaults() {
        return DEFAULTS;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from this policy.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.types = types;
        builder.allowedExtensions = allowedExtensions;
        builder.hiddenExtensions = hiddenExtensions;
        builder.names = names;
        builder.paths = paths;
        builder.maxFileSize = maxFileSize;
        builder.maxFiles = maxFiles;
        builder.maxTotalSize = maxTotalSize;
        builder.analysisTime = analysisTime;
        builder.content = content;
        builder.whenNotScanned = whenNotScanned;
        return builder;
    }

    /**
     * Finds the kind of an extension.
     *
     * @param extension lower case, without the dot
     * @return the kind; null if it is not allowed
     */
    public @Nullable FileType typeOf(String extension) {
        return allowedExtensions.contains(extension) ? types.byExtension(extension) : null;
    }

    public Set<String> allowedExtensions() {
        return allowedExtensions;
    }

    public Set<String> hiddenExtensions() {
        return hiddenExtensions;
    }

    public NameRules names() {
        return names;
    }

    public boolean paths() {
        return paths;
    }

    public long maxFileSize() {
        return maxFileSize;
    }

    public int maxFiles() {
        return maxFiles;
    }

    public long maxTotalSize() {
        return maxTotalSize;
    }

    public Duration analysisTime() {
        return analysisTime;
    }

    public ContentRules content() {
        return content;
    }

    public ScanFailure whenNotScanned() {
        return whenNotScanned;
    }

    /** Collects the parts of a policy. Not thread-safe. */
    public static final class Builder {

        private static final Set<String> PROGRAMS = Set.of(
                "php",
                "php3",
                "php4",
                "php5",
                "php7",
                "php8",
                "phps",
                "pht",
                "phtml",
                "phar",
                "asp",
                "aspx",
                "ascx",
                "ashx",
                "asmx",
                "asa",
                "cdx",
                "jsp",
                "jspx",
                "jspf",
                "jsw",
                "jsv",
                "cfm",
                "cgi",
                "shtml",
                "shtm",
                "stm",
                "htaccess",
                "exe",
                "dll",
                "scr",
                "pif",
                "bat",
                "cmd",
                "msi",
                "msp",
                "cpl",
                "hta",
                "vbs",
                "vbe",
                "wsf",
                "wsh",
                "ps1",
                "psm1",
                "lnk",
                "reg",
                "jar",
                "war",
                "ear",
                "class",
                "apk",
                "jse",
                "svgz",
                "swf");

        private static final Duration LONGEST_ANALYSIS = Duration.ofHours(1);

        private FileTypes types = FileTypes.standard();
        private @Nullable Set<String> allowedExtensions;
        private Set<String> hiddenExtensions = PROGRAMS;
        private NameRules names = NameRules.defaults();
        private boolean paths;
        private long maxFileSize = 10L << 20;
        private int maxFiles = 10;
        private long maxTotalSize = 100L << 20;
        private Duration analysisTime = Duration.ofSeconds(10);
        private ContentRules content = ContentRules.defaults();
        private ScanFailure whenNotScanned = ScanFailure.REFUSE;

        private Builder() {}

        /**
         * Sets the kinds that can be told apart.
         *
         * @param value the built-in ones by default
         * @return this
         */
        public Builder types(FileTypes value) {
            types = value;
            return this;
        }

        /**
         * Sets which extensions are accepted.
         *
         * @param value extensions without the dot, in any case; all of the built-in kinds by default
         * @return this
         */
        public Builder allowedExtensions(Collection<String> value) {
            allowedExtensions = lowerCase(value);
            return this;
        }

        /**
         * Sets which extensions are accepted.
         *
         * @param value extensions without the dot, in any case
         * @return this
         */
        public Builder allowedExtensions(String... value) {
            return allowedExtensions(List.of(value));
        }

        /**
         * Sets which extensions must not stand before the last one.
         *
         * @param value extensions without the dot; those of programs and of what servers run by default
         * @return this
         */
        public Builder hiddenExtensions(Collection<String> value) {
            hiddenExtensions = lowerCase(value);
            return this;
        }

        /**
         * Sets what makes a name safe.
         *
         * @param value {@link NameRules#defaults()} by default
         * @return this
         */
        public Builder names(NameRules value) {
            names = value;
            return this;
        }

        /**
         * Sets whether a name may be a path, as browsers send it for the files of a folder.
         *
         * @param value true to take the last part of a path for the name; false, the default, to refuse paths
         * @return this
         */
        public Builder paths(boolean value) {
            paths = value;
            return this;
        }

        /**
         * Sets the largest file.
         *
         * @param value bytes, at least 1; 10 MiB by default
         * @return this
         */
        public Builder maxFileSize(long value) {
            maxFileSize = positive("A largest file", value);
            return this;
        }

        /**
         * Sets how many files a request may have.
         *
         * @param value at least 1; 10 by default
         * @return this
         */
        public Builder maxFiles(int value) {
            maxFiles = (int) positive("A number of files", value);
            return this;
        }

        /**
         * Sets how large all files of a request may be together.
         *
         * @param value bytes, at least 1; 100 MiB by default
         * @return this
         */
        public Builder maxTotalSize(long value) {
            maxTotalSize = positive("A total size", value);
            return this;
        }

        /**
         * Sets how long the files of a request may be checked, the malware scan excluded.
         *
         * @param value above 0, at most an hour; 10 seconds by default
         * @return this
         */
        public Builder analysisTime(Duration value) {
            if (value.isZero() || value.isNegative() || value.compareTo(LONGEST_ANALYSIS) > 0) {
                throw new IllegalArgumentException(
                        "An analysis time of " + value + " is not possible. Use more than 0 and at most an hour.");
            }
            analysisTime = value;
            return this;
        }

        /**
         * Sets what contents may hold.
         *
         * @param value {@link ContentRules#defaults()} by default
         * @return this
         */
        public Builder content(ContentRules value) {
            content = value;
            return this;
        }

        /**
         * Sets what becomes of a file that the malware scanner says nothing of.
         *
         * @param value {@link ScanFailure#REFUSE} by default
         * @return this
         */
        public Builder whenNotScanned(ScanFailure value) {
            whenNotScanned = value;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if an allowed extension belongs to no kind, or none is allowed
         */
        public UploadPolicy build() {
            return new UploadPolicy(this);
        }

        private Set<String> checkedExtensions() {
            Set<String> allowed = allowedExtensions == null ? types.extensions() : allowedExtensions;
            if (allowed.isEmpty()) {
                throw new IllegalArgumentException("No extension is allowed. List at least one.");
            }
            for (String extension : allowed) {
                if (types.byExtension(extension) == null) {
                    throw new IllegalArgumentException(
                            "'" + extension + "' is no extension whose content can be checked." + " Use some of "
                                    + String.join(", ", types.extensions()) + ", or add a file type for it.");
                }
            }
            return allowed;
        }

        private static Set<String> lowerCase(Collection<String> extensions) {
            Set<String> folded = new LinkedHashSet<>();
            for (String extension : extensions) {
                folded.add(extension.toLowerCase(Locale.ROOT));
            }
            return Collections.unmodifiableSet(folded);
        }

        private static long positive(String what, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + " of " + value + " is not possible. Use 1 or more.");
            }
            return value;
        }
    }
}
