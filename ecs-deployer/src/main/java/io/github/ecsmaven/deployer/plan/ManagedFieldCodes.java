package io.github.ecsmaven.deployer.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The short codes of a service's members, and the text of a record: the codes in alphabetical order, one blank between.
 * The data of {@code managed-field-codes.tsv}; a code never changes its meaning. Immutable.
 */
final class ManagedFieldCodes {
    /** The most characters that a tag's value has. Source: Tag in the ECS API reference. */
    static final int LONGEST = 256;

    private static final String RESOURCE = "managed-field-codes.tsv";
    private static final String CODE = "[a-z]{2}";

    private final Map<String, String> memberOfCode;
    private final Map<String, String> codeOfMember;

    private ManagedFieldCodes(Map<String, String> memberOfCode) {
        this.memberOfCode = Collections.unmodifiableMap(new TreeMap<>(memberOfCode));
        this.codeOfMember =
                memberOfCode.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** The codes that come with the plugin. */
    static ManagedFieldCodes load() {
        try (InputStream in = ManagedFieldCodes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new ManagedFieldCodes(reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * What a record says.
     *
     * @param members {@code loadBalancers}, {@code deploymentConfiguration.strategy}
     * @param unknown codes that this version does not know: another may
     * @param damaged what is no code at all
     */
    record Reading(Set<String> members, Set<String> unknown, Set<String> damaged) {
        Reading {
            members = Collections.unmodifiableSet(new TreeSet<>(members));
            unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
            damaged = Collections.unmodifiableSet(new TreeSet<>(damaged));
        }

        /** That of a service without a record. */
        static Reading nothing() {
            return new Reading(Set.of(), Set.of(), Set.of());
        }
    }

    /** What a tag's value says, whatever it is. */
    Reading read(String text) {
        Set<String> parts =
                Stream.of(text.split("\\s+")).filter(part -> !part.isEmpty()).collect(Collectors.toSet());
        Set<String> members = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        Set<String> damaged = new TreeSet<>();
        for (String part : parts) {
            if (memberOfCode.containsKey(part)) {
                members.add(memberOfCode.get(part));
            } else {
                (part.matches(CODE) ? unknown : damaged).add(part);
            }
        }
        return new Reading(members, unknown, damaged);
    }

    /**
     * The text of a record, at most {@link #LONGEST} characters long.
     *
     * @param unknown codes to keep for another version, as far as they find room
     */
    String write(Set<String> members, Set<String> unknown) {
        Set<String> codes = new TreeSet<>();
        members.stream()
                .filter(codeOfMember::containsKey)
                .map(codeOfMember::get)
                .forEach(codes::add);
        int room = (LONGEST + 1) / (2 + 1) - codes.size();
        unknown.stream().limit(Math.max(0, room)).forEach(codes::add);
        return String.join(" ", codes);
    }

    /** The members that have a code. */
    Set<String> members() {
        return codeOfMember.keySet();
    }
}
