package org.headrace.train.keras;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.headrace.core.InvalidArgumentException;

/** Things that have names, and what to say to a name that nothing has. */
final class Known {
    private Known() {}

    /** What has this name. */
    static <T> T byName(String what, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new InvalidArgumentException("Unknown " + what + ": '" + name + "'. " + suggest(name, all.keySet()));
        }
        return found;
    }

    /** Which of the names was perhaps meant, and which there are. */
    static String suggest(String name, Collection<String> names) {
        String all = "There are: " + String.join(", ", names);
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .filter(nearest -> distance(name, nearest) <= Math.max(2, nearest.length() / 3))
                .map(nearest -> "Did you mean '" + nearest + "'? " + all)
                .orElse(all);
    }

    /** How many letters must be put in, left out or changed to get from one to the other. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
