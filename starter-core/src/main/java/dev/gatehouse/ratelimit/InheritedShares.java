package dev.gatehouse.ratelimit;

import java.util.ArrayList;
import java.util.List;

/**
 * Which share of each bandwidth is used when a bucket takes the place of one with other terms. A bandwidth that both have
 * goes on: it is the same if it fills in the same time. Of the others, if there are as many, those at the same place
 * correspond. Else a new one has spent as many tokens as the next shorter one; where nothing is left, all begin with the
 * greatest share, so that nobody gains by a change.
 */
final class InheritedShares {

    private final RuleTerms former;
    private final double[] used;
    private final List<Integer> left = new ArrayList<>();

    private InheritedShares(RuleTerms former, double[] used) {
        this.former = former;
        this.used = used;
        for (int i = 0; i < used.length; i++) {
            left.add(i);
        }
    }

    static double[] of(RuleTerms terms, TokenBucket former, long now) {
        return new InheritedShares(former.terms(), former.used(now)).toShares(terms);
    }

    private double[] toShares(RuleTerms terms) {
        int count = terms.policies().size();
        boolean asMany = count == used.length;
        int[] heirs = new int[count];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            heirs[i] = takeSameAs(bandwidth(terms, i));
            any |= heirs[i] >= 0;
        }
        double[] shares = new double[count];
        double spent = 0;
        for (int i = 0; i < count; i++) {
            long capacity = bandwidth(terms, i).capacity();
            int heir = heirs[i] < 0 && asMany ? left.remove(0) : heirs[i];
            shares[i] = heir >= 0 ? used[heir] : any ? Math.min(1, spent / capacity) : greatest();
            spent = shares[i] * capacity;
        }
        return shares;
    }

    private int takeSameAs(Bandwidth bandwidth) {
        double wanted = secondsToFill(bandwidth);
        for (Integer place : left) {
            if (Math.abs(secondsToFill(bandwidth(former, place)) - wanted) <= wanted * 1e-9) {
                left.remove(place);
                return place;
            }
        }
        return -1;
    }

    private double greatest() {
        double greatest = 0;
        for (double share : used) {
            greatest = Math.max(greatest, share);
        }
        return greatest;
    }

    private static double secondsToFill(Bandwidth bandwidth) {
        return (double) bandwidth.capacity() * bandwidth.period().toSeconds() / bandwidth.tokens();
    }

    private static Bandwidth bandwidth(RuleTerms terms, int place) {
        return terms.policies().get(place).bandwidth();
    }
}
