package io.github.ecsmaven.deployer.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session that writes.
 *
 * @param session its credentials
 * @param notice the line for the report where it holds more than the plan needs; null where it is narrowed to the plan
 */
public record WriteSession(RoleSession session, @Nullable String notice) {
    /** Whether it can do what the plan does and nothing else. */
    public boolean isNarrowed() {
        return notice == null;
    }

    /** What to tell where it is not narrowed. */
    public Optional<String> findNotice() {
        return Optional.ofNullable(notice);
    }
}
