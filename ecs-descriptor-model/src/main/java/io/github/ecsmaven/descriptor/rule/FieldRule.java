package io.github.ecsmaven.descriptor.rule;

import io.github.ecsmaven.descriptor.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ECS does with one field.
 *
 * @param path the rule path, {@code taskDefinition.containerDefinitions[].essential}
 * @param order for lists: whether order has a meaning
 * @param variants what holds depending on the surroundings, later ones first in rank; at least one
 * @param effect of a change on running tasks
 * @param reset what puts the member back to AWS's default; null: nothing is known that does
 */
public record FieldRule(
        String path,
        ListOrder order,
        List<Variant> variants,
        Effect effect,
        @Nullable Reset reset) {
    /**
     * What holds under a condition.
     *
     * @param when the condition
     * @param defaults what an absent field equals; the first is what the server fills in
     * @param equality null where this variant says nothing about it
     * @param traits what is special
     */
    record Variant(
            Condition when,
            List<Default> defaults,
            @Nullable Equality equality,
            Set<Trait> traits) {
        Variant {
            defaults = List.copyOf(defaults);
            traits = Set.copyOf(traits);
        }
    }

    /**
     * A value that an absent field equals.
     *
     * @param value the value; null: that of the sibling
     * @param sibling the sibling's name; null: the value is given
     */
    record Default(@Nullable Value value, @Nullable String sibling) {
        Optional<Value> in(Surroundings surroundings) {
            if (sibling == null) {
                return Optional.ofNullable(value);
            }
            return Optional.ofNullable(surroundings.members().members().get(sibling));
        }
    }

    /** How a member of a service is removed. */
    public sealed interface Reset {}

    /** By sending this value in UpdateService. */
    public record SendValue(Value value) implements Reset {}

    /** By sending the default of each of its members in UpdateService. */
    public record SendDefaults() implements Reset {}

    /** By UntagResource. */
    public record Untag() implements Reset {}

    private static final List<Variant> PLAIN = List.of(new Variant(Condition.ALWAYS, List.of(), null, Set.of()));

    public FieldRule {
        variants = List.copyOf(variants);
    }

    /** How the member is removed in UpdateService; empty where nothing is known that removes it. */
    public Optional<Reset> removal() {
        return Optional.ofNullable(reset);
    }

    /** A field without a row: order has a meaning, only the same is the same. */
    static FieldRule plain(String path, Effect effect) {
        return new FieldRule(path, ListOrder.ORDERED, PLAIN, effect, null);
    }

    /** Whether it has a trait whatever surrounds it. */
    public boolean has(Trait trait) {
        for (Variant variant : variants) {
            if (variant.when().isUnconditional() && variant.traits().contains(trait)) {
                return true;
            }
        }
        return false;
    }

    /** The equality that holds whatever surrounds it. */
    public Equality equality() {
        Equality found = Equality.EXACT;
        for (Variant variant : variants) {
            Equality own = variant.equality();
            if (own != null && variant.when().isUnconditional()) {
                found = own;
            }
        }
        return found;
    }

    /** Whether something of it holds only in some surroundings. */
    boolean isConditional() {
        for (Variant variant : variants) {
            if (!variant.when().isUnconditional()) {
                return true;
            }
        }
        return false;
    }

    Set<Trait> unconditionalTraits() {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        for (Variant variant : variants) {
            if (variant.when().isUnconditional()) {
                found.addAll(variant.traits());
            }
        }
        return found;
    }

    List<Default> unconditionalDefaults() {
        List<Default> found = List.of();
        for (Variant variant : variants) {
            if (!variant.defaults().isEmpty() && variant.when().isUnconditional()) {
                found = variant.defaults();
            }
        }
        return found;
    }

    /** The first default of any row; null where there is none or where it is a sibling's value. */
    @Nullable Value firstDefault() {
        for (Variant variant : variants) {
            if (!variant.defaults().isEmpty()) {
                return variant.defaults().get(0).value();
            }
        }
        return null;
    }

    Equality equality(Surroundings surroundings) {
        Equality found = Equality.EXACT;
        for (Variant variant : variants) {
            Equality own = variant.equality();
            if (own != null && variant.when().holds(surroundings)) {
                found = own;
            }
        }
        return found;
    }

    List<Default> defaults(Surroundings surroundings) {
        List<Default> found = List.of();
        for (Variant variant : variants) {
            if (!variant.defaults().isEmpty() && variant.when().holds(surroundings)) {
                found = variant.defaults();
            }
        }
        return found;
    }

    Set<Trait> traits(Surroundings surroundings) {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        for (Variant variant : variants) {
            if (!variant.traits().isEmpty() && variant.when().holds(surroundings)) {
                found.addAll(variant.traits());
            }
        }
        return found;
    }
}
