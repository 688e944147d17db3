package io.github.ecsmaven.deployer.plan;

import io.github.ecsmaven.deployer.live.LiveState.LiveDeployment;

/** What to make of the service deployment that is the current one when a plan is computed. */
public sealed interface Judgement {
    /** There is none: no service, or an API that does not tell. */
    record NoDeployment() implements Judgement {}

    /** It has succeeded. */
    record Settled(LiveDeployment deployment) implements Judgement {}

    /** It targets what the descriptor wants and is not finished: it is to be followed. */
    record Adopted(LiveDeployment deployment) implements Judgement {}

    /** It targeted what the descriptor wants and ended badly. */
    record EndedBadly(LiveDeployment deployment) implements Judgement {}

    /** Another's deployment is running: its target is not what the descriptor wants. */
    record Foreign(LiveDeployment deployment) implements Judgement {}
}
