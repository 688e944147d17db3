package io.github.ecsmaven.local.clients;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What recorded answers of AWS have in common: which members a structure always has under a condition, and of which type. */
final class RecordedShapes {
    private final Map<String, List<Sample>> samples = new TreeMap<>();
    private final Map<String, String> orders = new TreeMap<>();

    /**
     * Structures of one shape that have something in common. It tells nothing about those that have not all of it: where
     * only Fargate was recorded, nothing is known of EC2.
     */
    static final class Sample {
        private final Set<String> conditions = new TreeSet<>();
        private final Map<String, Member> members = new TreeMap<>();
        private int size;

        void add(Set<String> conditionsOfOne, Map<String, String> typesByMember) {
            if (size == 0) {
                conditions.addAll(conditionsOfOne);
            } else {
                conditions.retainAll(conditionsOfOne);
            }
            size++;
            typesByMember.forEach((member, type) ->
                    members.computeIfAbsent(member, name -> new Member()).add(type));
        }

        private Set<String> always() {
            Set<String> always = new TreeSet<>();
            members.forEach((name, member) -> {
                if (member.times == size) {
                    always.add(name);
                }
            });
            return always;
        }
    }

    /** One member of them. */
    private static final class Member {
        private final Set<String> types = new TreeSet<>();
        private int times;

        void add(String type) {
            times++;
            types.add(type);
        }
    }

    /** The table beside this class. */
    static RecordedShapes committed() throws IOException {
        return parse(Tables.text("recorded-answers.tsv"));
    }

    static RecordedShapes parse(String table) {
        RecordedShapes shapes = new RecordedShapes();
        Sample sample = new Sample();
        for (List<String> row : Tables.rows(table)) {
            if (row.get(0).equals("order")) {
                shapes.orders.put(row.get(1), row.get(2));
            } else if (row.get(0).isEmpty()) {
                Member member = new Member();
                member.times = Integer.parseInt(row.get(2));
                member.types.addAll(List.of(row.get(3).split(",")));
                sample.members.put(row.get(1), member);
            } else {
                sample = new Sample();
                sample.conditions.addAll(List.of(row.get(1).split(" ")));
                sample.size = Integer.parseInt(row.get(2));
                shapes.add(row.get(0), sample);
            }
        }
        return shapes;
    }

    /** Adds a sample, unless there is one of the same structures. */
    void add(String shapeKey, Sample sample) {
        List<Sample> known = samples.computeIfAbsent(shapeKey, key -> new ArrayList<>());
        if (known.stream().noneMatch(other -> other.conditions.equals(sample.conditions))) {
            known.add(sample);
        }
    }

    void order(String path, String order) {
        orders.put(path, order);
    }

    /** Member path to the order in which each list that was recorded is. */
    Map<String, String> orders() {
        return orders;
    }

    /** The members that each recorded structure of the shape has under these conditions. */
    Set<String> always(String shapeKey, Set<String> conditions) {
        Set<String> always = new TreeSet<>();
        samples.getOrDefault(shapeKey, List.of()).stream()
                .filter(sample -> conditions.containsAll(sample.conditions))
                .forEach(sample -> always.addAll(sample.always()));
        return always;
    }

    /** The types that were seen of a member; empty where it was not recorded. */
    Set<String> types(String shapeKey, String name) {
        Set<String> types = new TreeSet<>();
        samples.getOrDefault(shapeKey, List.of()).forEach(sample -> {
            Member member = sample.members.get(name);
            if (member != null) {
                types.addAll(member.types);
            }
        });
        return types;
    }

    /** The table. */
    String table() {
        List<String> lines = new ArrayList<>();
        samples.forEach((key, ofShape) -> ofShape.forEach(sample -> {
            lines.add(key + "\t" + String.join(" ", sample.conditions) + "\t" + sample.size);
            sample.members.forEach((name, member) ->
                    lines.add("\t" + name + "\t" + member.times + "\t" + String.join(",", member.types)));
        }));
        orders.forEach((path, order) -> lines.add("order\t" + path + "\t" + order));
        return String.join("\n", lines) + "\n";
    }
}
