package io.github.ecsmaven.deployer;

import io.github.ecsmaven.deployer.plan.SavedPlan;
import io.github.ecsmaven.deployer.problem.Explanation;
import io.github.ecsmaven.deployer.problem.UserException;
import io.github.ecsmaven.descriptor.DeploymentDescriptor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets a deployment through only where it comes to a saved plan. The saved plan itself is never carried out. */
final class SavedPlanGate {
    private static final String AGAIN =
            "look at the plan of now above; if it is right, save it with mvn ecs:diff and deploy" + " with that";

    private final Path file;
    private final SavedPlan saved;

    private SavedPlanGate(Path file, SavedPlan saved) {
        this.file = file;
        this.saved = saved;
    }

    /** The saved plan. */
    SavedPlan saved() {
        return saved;
    }

    /**
     * Reads a saved plan and compares what is known before AWS is asked.
     *
     * @throws UserException where it is no plan, has expired, or is for something else
     */
    static SavedPlanGate open(Path file, DeploymentDescriptor descriptor, String pluginVersion, Instant now) {
        SavedPlan saved = PlanFiles.read(file);
        if (saved.isExpired(now)) {
            throw refused(
                    file,
                    "The saved plan has expired; nothing was written",
                    "it was made at " + saved.promise().created() + " and was good until "
                            + saved.promise().expires(),
                    "make a new one with mvn ecs:diff; -Decs.planExpiry=PT48H makes one that lasts longer");
        }
        List<String> foreign = new ArrayList<>();
        compare(foreign, "plugin version", saved.promise().pluginVersion(), pluginVersion);
        compare(foreign, "deployment", saved.target().get("deployment"), descriptor.name());
        compare(foreign, "environment", saved.target().get("environment"), descriptor.environment());
        compare(foreign, "region", saved.target().get("region"), descriptor.region());
        compare(
                foreign,
                "role",
                saved.promise().role(),
                Objects.requireNonNullElse(descriptor.identity().roleArn(), ""));
        requireNone(file, foreign);
        return new SavedPlanGate(file, saved);
    }

    /**
     * Whether there is something to carry out.
     *
     * @param now the plan of now, hashed with the key of the saved one
     * @return false where it has been carried out already
     * @throws UserException where the plan of now is another one
     */
    boolean admits(SavedPlan now) {
        requireNone(file, saved.foreignTo(now));
        if (saved.isSameAs(now)) {
            return true;
        }
        if (saved.wantsTheSameAs(now)
                && now.promise().actions().isEmpty()
                && now.changes().isEmpty()) {
            return false;
        }
        List<String> why = new ArrayList<>();
        saved.movedUntil(now).forEach(what -> why.add("moved:  " + what));
        why.addAll(saved.comparedWith(now));
        String moved = saved.movedUntil(now).isEmpty()
                ? "The same descriptor comes to another plan now; nothing was written"
                : "What runs has moved since the plan was saved; nothing was written";
        throw refused(
                file,
                saved.wantsTheSameAs(now)
                        ? moved
                        : "The descriptor comes to another plan than the saved one; nothing was written",
                String.join("\n", why),
                AGAIN);
    }

    private static void compare(List<String> foreign, String what, @Nullable String saved, @Nullable String here) {
        if (!Objects.equals(saved, here)) {
            foreign.add(what + ": " + Objects.requireNonNullElse(saved, "none") + ", here "
                    + Objects.requireNonNullElse(here, "none"));
        }
    }

    private static void requireNone(Path file, List<String> foreign) {
        if (!foreign.isEmpty()) {
            throw refused(
                    file,
                    "The saved plan was made for something else; nothing was written",
                    String.join("\n", foreign),
                    "deploy with a plan that mvn ecs:diff has made with the same settings and the same plugin");
        }
    }

    private static UserException refused(Path file, String what, String why, String cure) {
        return new UserException(new Explanation(what, file.toString(), why, cure));
    }
}
