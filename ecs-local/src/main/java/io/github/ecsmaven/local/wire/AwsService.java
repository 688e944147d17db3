package io.github.ecsmaven.local.wire;

import java.util.List;

/** A service that ecs-local answers for. */
public interface AwsService {
    /** The endpoint prefix as the SigV4 scope has it: {@code ecs}, {@code sts}. */
    String name();

    /** How its calls are recognised, read and answered. */
    Protocol protocol();

    /** The operations that are there; any other is answered as AWS answers an unknown one. */
    List<Operation<?, ?>> operations();
}
