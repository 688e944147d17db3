package io.github.ecsmaven.descriptor.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one input from a good folder by one to five changes: of lines, keys, values, bytes and choices. */
final class Mutator {
    private static final Pattern KEY = Pattern.compile("([\\s{,\\[-]|^)([A-Za-z][A-Za-z0-9-]*)(:\\s)");
    private static final Pattern VALUE = Pattern.compile(":\\s+([^\\s{\\[#][^,}\\]]*)");

    private final List<Seed> seeds;
    private final List<String> lines;

    Mutator(List<Seed> seeds) {
        this.seeds = List.copyOf(seeds);
        this.lines = Seed.lines(seeds);
    }

    /** The same for the same randomness. */
    FuzzInput input(RandomGenerator random) {
        Seed seed = pick(random, seeds);
        Map<String, byte[]> files = new HashMap<>();
        seed.files().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        int changes = 1 + Math.min(4, (int) (-Math.log(1 - random.nextDouble()) * 1.2));
        for (int change = 0; change < changes; change++) {
            String path = pick(random, List.copyOf(seed.files().keySet()));
            byte[] content = files.get(path);
            if (content != null) {
                byte[] changed = changed(content, random);
                files.put(path, changed);
            }
        }
        if (random.nextInt(200) == 0) {
            move(files, random);
        }
        return new FuzzInput(
                files, environment(seed, random), chance(random, 3) ? "eu-west-1" : null, descriptor(seed, random));
    }

    /** Files that are not there, twice there, or not files. */
    private static void move(Map<String, byte[]> files, RandomGenerator random) {
        String path = pick(random, files.keySet().stream().sorted().toList());
        byte[] content = files.get(path);
        switch (random.nextInt(6)) {
            case 0 -> files.remove(path);
            case 1 -> files.clear();
            case 3 -> chain(files, path);
            case 4 -> files.put("layers/unused.yaml", "version: 1\n".getBytes(StandardCharsets.UTF_8));
            case 2 -> files.put("copy.yaml", content == null ? new byte[0] : content);
            default -> files.put("environments/staging/" + path, content == null ? new byte[0] : content);
        }
    }

    /** A descriptor over more layers than anybody needs. */
    private static void chain(Map<String, byte[]> files, String path) {
        files.put(path, "version: 1\nextends: [layers/chain0.yaml]\n".getBytes(StandardCharsets.UTF_8));
        for (int layer = 0; layer < 12; layer++) {
            String text = "version: 1\nextends: [layers/chain" + (layer + 1) + ".yaml]\n";
            files.put("layers/chain" + layer + ".yaml", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String environment(Seed seed, RandomGenerator random) {
        if (chance(random, 8)) {
            return "stagin";
        }
        return seed.environments().isEmpty() || chance(random, 4) ? null : pick(random, seed.environments());
    }

    private static @Nullable String descriptor(Seed seed, RandomGenerator random) {
        if (!chance(random, 50)) {
            return null;
        }
        return chance(random, 2)
                ? "nowhere"
                : pick(random, List.copyOf(seed.files().keySet()));
    }

    private byte[] changed(byte[] content, RandomGenerator random) {
        if (chance(random, 12)) {
            return bytes(content, random);
        }
        List<String> text = new ArrayList<>(Arrays.asList(new String(content, StandardCharsets.UTF_8).split("\n", -1)));
        int at = random.nextInt(text.size());
        switch (random.nextInt(12)) {
            case 0 -> text.remove(at);
            case 1 -> text.add(at, text.get(at));
            case 2 -> text.set(at, text.set(random.nextInt(text.size()), text.get(at)));
            case 3 -> text.set(at, " ".repeat(random.nextInt(4)) + text.get(at).strip());
            case 4 -> text.add(at, pick(random, lines));
            case 5 -> text.add(random.nextInt(3) == 0 ? at : text.size(), pick(random, Vocabulary.LINES));
            case 6 -> subtree(text, at, random);
            case 7 -> large(text, random);
            case 8, 9 -> text.set(at, key(text.get(at), random));
            default -> text.set(at, value(text.get(at), random));
        }
        return String.join("\n", text).getBytes(StandardCharsets.UTF_8);
    }

    /** A line and what is indented below it: taken away, or there twice. */
    private static void subtree(List<String> text, int at, RandomGenerator random) {
        int depth = depth(text.get(at));
        int end = at + 1;
        while (end < text.size() && (text.get(end).isBlank() || depth(text.get(end)) > depth)) {
            end++;
        }
        List<String> part = List.copyOf(text.subList(at, end));
        if (random.nextBoolean()) {
            text.subList(at, end).clear();
        } else {
            text.addAll(end, part);
        }
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** What costs time or memory where it is not bounded; rare, since it costs. */
    private static void large(List<String> text, RandomGenerator random) {
        if (!chance(random, 40)) {
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> bomb(text);
            case 1 -> text.add("deep: " + "[".repeat(2_000) + "]".repeat(2_000));
            case 2 -> text.add("deep: " + "{a: ".repeat(500) + "1" + "}".repeat(500));
            case 3 -> text.add("long: \"" + "x".repeat(200_000) + "\"");
            default -> {
                for (int i = 0; i < 2_000; i++) {
                    text.add("unknown" + i + ": ${undefined" + i + "}");
                }
            }
        }
    }

    private static void bomb(List<String> text) {
        text.add("bomb:");
        text.add("  - &l0 [x, x, x, x, x, x, x, x, x]");
        for (int level = 1; level < 9; level++) {
            String below = "*l" + (level - 1);
            text.add("  - &l" + level + " [" + String.join(", ", List.of(below, below, below, below, below, below))
                    + "]");
        }
    }

    private static String key(String line, RandomGenerator random) {
        Matcher key = KEY.matcher(line);
        List<int[]> places = new ArrayList<>();
        while (key.find()) {
            places.add(new int[] {key.start(2), key.end(2)});
        }
        if (places.isEmpty()) {
            return line;
        }
        int[] place = pick(random, places);
        String old = line.substring(place[0], place[1]);
        String replaced = switch (random.nextInt(4)) {
            case 0 -> old.substring(0, random.nextInt(old.length())) + "x" + old.substring(old.length() / 2);
            case 1 -> old.toUpperCase(Locale.ROOT);
            default -> pick(random, Vocabulary.KEYS);
        };
        return line.substring(0, place[0]) + replaced + line.substring(place[1]);
    }

    private static String value(String line, RandomGenerator random) {
        Matcher value = VALUE.matcher(line);
        List<int[]> places = new ArrayList<>();
        while (value.find()) {
            places.add(new int[] {value.start(1), value.end(1)});
        }
        String replacement = pick(random, Vocabulary.VALUES);
        if (places.isEmpty()) {
            return line + " " + replacement;
        }
        int[] place = pick(random, places);
        return line.substring(0, place[0]) + replacement + line.substring(place[1]);
    }

    private static byte[] bytes(byte[] content, RandomGenerator random) {
        int at = content.length == 0 ? 0 : random.nextInt(content.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(content, at);
            case 1 -> new byte[0];
            case 2 -> "# nothing\n".getBytes(StandardCharsets.UTF_8);
            case 3 -> new String(content, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 4 -> inserted(content, at, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            case 5 -> inserted(content, at, new byte[] {(byte) (0x80 + random.nextInt(0x80))});
            case 6 -> inserted(content, at, new byte[] {(byte) random.nextInt(0x20)});
            default -> {
                byte[] flipped = content.clone();
                if (flipped.length > 0) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private static byte[] inserted(byte[] content, int at, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + piece.length);
        out.write(content, 0, at);
        out.writeBytes(piece);
        out.write(content, at, content.length - at);
        return out.toByteArray();
    }

    private static boolean chance(RandomGenerator random, int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static <T> T pick(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
