package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document in Office Open XML (ECMA-376): an archive that every reader reads alike, whose main part is of exactly the
 * kind that the extension says. All parts are unpacked, counted and thrown away.
 */
final class OoxmlCheck {

    private final ContentRules rules;
    private final ZipArchive archive;
    private final ArchiveMeter meter;

    private OoxmlCheck(ContentReader content, ContentRules rules) throws IOException {
        this.rules = rules;
        this.archive = ZipArchive.read(content, rules.archive());
        this.meter = new ArchiveMeter(rules.archive(), content);
    }

    /** The check for documents with a main part of one type. */
    static StandardType.StructureCheck forMainType(String type) {
        String wanted = type.toLowerCase(Locale.ROOT);
        return (content, rules) -> {
            if (Ole2File.startsLikeOne(content)) {
                Ole2Check.checkLockedPackage(content, rules);
            } else if (ZipArchive.startsLikeOne(content)) {
                Polyglot.requireNoPdf(content);
                new OoxmlCheck(content, rules).check(wanted);
            } else {
                if (ZipEnd.findAnywhere(content) >= 0) {
                    throw new UploadRefusedException(UploadReason.POLYGLOT);
                }
                throw Polyglot.mismatch();
            }
        };
    }

    private void check(String wanted) throws IOException {
        ZipEntry typesPart = archive.entry(ContentTypes.PART);
        ZipEntry rootPart = archive.entry(Relationships.ROOT);
        if (typesPart == null || rootPart == null) {
            unpackAll(null, null);
            throw Polyglot.mismatch();
        }
        ContentTypes types = readTypes(typesPart);
        String main = readMain(rootPart);
        types.check(rules);
        if (!types.of(main).equals(wanted)) {
            throw Polyglot.mismatch();
        }
        Polyglot.require(archive.entry(main.substring(1)) != null);
        unpackAll(rootPart, types);
    }

    private ContentTypes readTypes(ZipEntry part) throws IOException {
        try (InputStream in = open(part)) {
            return ContentTypes.read(in);
        }
    }

    private String readMain(ZipEntry part) throws IOException {
        try (InputStream in = open(part)) {
            return Relationships.mainPart(in, rules);
        }
    }

    private EntryStream open(ZipEntry part) throws IOException {
        meter.startEntry(part.packed());
        return new EntryStream(archive, part, meter);
    }

    private void unpackAll(@Nullable ZipEntry read, @Nullable ContentTypes types) throws IOException {
        ArchiveMeter all = new ArchiveMeter(rules.archive(), archive.content());
        byte[] buffer = new byte[8 << 10];
        for (ZipEntry entry : archive.entries()) {
            all.startEntry(entry.packed());
            String name = entry.name().toLowerCase(Locale.ROOT);
            try (EntryStream in = new EntryStream(archive, entry, all)) {
                if (name.endsWith(".rels") && entry != read) {
                    Relationships.check(in, rules, name, types);
                }
                OfficePart.drain(in, name, buffer, all, rules, 2);
            }
        }
    }
}
