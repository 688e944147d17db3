package io.github.ecsmaven.descriptor.layer;

import io.github.ecsmaven.descriptor.binding.ElementNames;
import io.github.ecsmaven.descriptor.interpolation.Interpolator;
import io.github.ecsmaven.descriptor.rule.FieldRules;
import io.github.ecsmaven.descriptor.rule.ListOrder;
import io.github.ecsmaven.descriptor.source.SourceNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Entry;
import io.github.ecsmaven.descriptor.source.SourceNode.ListNode;
import io.github.ecsmaven.descriptor.source.SourceNode.MapNode;
import io.github.ecsmaven.descriptor.source.SourceNode.Merging;
import io.github.ecsmaven.descriptor.source.SourceNode.ScalarNode;
import io.github.ecsmaven.descriptor.value.KeyedPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays one file over another: maps deeply, keyed lists by key, everything else as a whole. What was below keeps its place,
 * what is new comes after it.
 */
public final class LayerMerge {
    private final FieldRules rules;
    private final ElementNames names;

    /** @param interpolator fills in the references in the keys of list elements, so that these are compared by value */
    public LayerMerge(FieldRules rules, Interpolator interpolator) {
        this.rules = rules;
        this.names = new ElementNames(rules, interpolator);
    }

    /** The two as one. Each value keeps the place where it was written; a map that both write has the upper one's. */
    public MapNode merge(MapNode below, MapNode above) {
        return map(below, above, KeyedPath.root());
    }

    /** The value that counts; null where the upper one takes away the lower. */
    private @Nullable SourceNode node(SourceNode below, SourceNode above, KeyedPath path) {
        if (isNull(above)) {
            return isNull(below) ? above : null;
        }
        if (below instanceof MapNode lower && above instanceof MapNode upper) {
            return map(lower, upper, path);
        }
        if (below instanceof ListNode lower && above instanceof ListNode upper) {
            return list(lower, upper, path);
        }
        return above;
    }

    private static boolean isNull(SourceNode node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    private MapNode map(MapNode below, MapNode above, KeyedPath path) {
        if (above.merging() == Merging.REPLACE) {
            return above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>();
        below.entries().forEach(entry -> merged.put(entry.key().text(), entry));
        for (Entry upper : above.entries()) {
            String key = upper.key().text();
            Entry lower = merged.get(key);
            SourceNode value = lower == null ? upper.value() : node(lower.value(), upper.value(), path.member(key));
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, new Entry(upper.key(), value));
            }
        }
        return new MapNode(above.position(), List.copyOf(merged.values()));
    }

    private ListNode list(ListNode below, ListNode above, KeyedPath path) {
        boolean keyed = rules.order(path.rulePath()).kind() == ListOrder.Kind.KEYED;
        if (!keyed || above.merging() == Merging.REPLACE) {
            return above;
        }
        List<SourceNode> merged = new ArrayList<>(below.elements());
        Map<KeyedPath, Integer> places = new HashMap<>();
        for (int place = 0; place < merged.size(); place++) {
            places.putIfAbsent(names.pathOf(merged.get(place), path, place), place);
        }
        // An element that is there twice in one file stays there twice, so that it is reported.
        Set<KeyedPath> written = new HashSet<>();
        int index = 0;
        for (SourceNode element : above.elements()) {
            KeyedPath named = names.pathOf(element, path, index);
            index++;
            Integer place = isKeyed(named) && written.add(named) ? places.get(named) : null;
            if (place != null && merged.get(place) instanceof MapNode lower && element instanceof MapNode upper) {
                merged.set(place, map(lower, upper, named));
            } else {
                merged.add(element);
            }
        }
        return new ListNode(above.position(), merged);
    }

    private static boolean isKeyed(KeyedPath element) {
        return element.segments().get(element.segments().size() - 1) instanceof KeyedPath.Key;
    }
}
