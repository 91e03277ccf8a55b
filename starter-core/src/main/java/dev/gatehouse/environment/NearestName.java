package dev.gatehouse.environment;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody meant who mistyped a name. */
public final class NearestName {

    private NearestName() {}

    /**
     * Finds the name that takes the fewest edits (a letter more, less, other, or two swapped).
     *
     * @param typed what was written
     * @param known the names there are
     * @return the nearest, or null if none is near: more than a fifth of the letters, and more than two, would change
     */
    public static @Nullable String of(String typed, Collection<String> known) {
        int most = Math.max(2, typed.length() / 5);
        String nearest = null;
        for (String name : known) {
            if (Math.abs(name.length() - typed.length()) > most) {
                continue;
            }
            int distance = distance(typed, name);
            if (distance <= most && (nearest == null || distance < distance(typed, nearest))) {
                nearest = name;
            }
        }
        return nearest;
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + other);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
