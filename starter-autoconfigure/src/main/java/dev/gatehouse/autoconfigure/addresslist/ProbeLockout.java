package dev.gatehouse.autoconfigure.addresslist;

/**
 * An address list that keeps health probes away, so that an orchestrator would restart a healthy service.
 *
 * @param property the list, e.g. {@code gatehouse.address-lists[0]}
 * @param path the path of the probe that it covers
 * @param who who is locked out, in words
 */
public record ProbeLockout(String property, String path, String who) {

    /** Gives the finding as a sentence for the reader of a log, with its remedy. */
    @Override
    public String toString() {
        return property + " covers " + path + " and refuses " + who
                + ". Add the addresses that the probes come from to " + property
                + ".allow, or leave the health paths out of " + property + ".path.";
    }
}
