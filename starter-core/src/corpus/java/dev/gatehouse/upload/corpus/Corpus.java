package dev.gatehouse.upload.corpus;

import java.util.ArrayList;
import java.util.List;

/** Everything that uploads are tested with. */
public final class Corpus {

    private static final List<Sample> GOOD = List.copyOf(collectGood());
    private static final List<Sample> HOSTILE = List.copyOf(collectHostile());

    private Corpus() {}

    /**
     * Returns the files that are accepted, each as its type is declared by browsers too.
     *
     * @return at least a hundred samples
     */
    public static List<Sample> good() {
        return GOOD;
    }

    /**
     * Returns the files that are refused.
     *
     * @return at least two hundred samples, with a reason each
     */
    public static List<Sample> hostile() {
        return HOSTILE;
    }

    /**
     * Returns both.
     *
     * @return the good ones first
     */
    public static List<Sample> all() {
        List<Sample> all = new ArrayList<>(GOOD);
        all.addAll(HOSTILE);
        return all;
    }

    private static List<Sample> collectGood() {
        List<Sample> all = new ArrayList<>();
        DocumentSamples.addGood(all);
        PackagePartSamples.addGood(all);
        AttachmentSamples.addGood(all);
        ImageSamples.addGood(all);
        TextSamples.addGood(all);
        NameSamples.addGood(all);
        return all;
    }

    private static List<Sample> collectHostile() {
        List<Sample> all = new ArrayList<>();
        DocumentSamples.addHostile(all);
        AttachmentSamples.addHostile(all);
        PackagePartSamples.addHostile(all);
        ArchiveSamples.addHostile(all);
        HiddenArchiveSamples.addHostile(all);
        ImageSamples.addHostile(all);
        TextSamples.addHostile(all);
        NameSamples.addHostile(all);
        return all;
    }
}
