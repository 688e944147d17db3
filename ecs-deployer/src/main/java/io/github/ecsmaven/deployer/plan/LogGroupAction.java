package io.github.ecsmaven.deployer.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write of CloudWatch Logs. A log group is never deleted: what is in it cannot be brought back. */
public sealed interface LogGroupAction extends Action {
    /** The name of the log group: {@code /ecs/checkout}. */
    String logGroup();

    @Override
    default Duration worstCase() {
        return SHORT;
    }

    /**
     * Creates a log group that keeps everything for ever.
     *
     * @param kmsKeyId ARN of the key that encrypts it; null: the service's own
     * @param logGroupClass {@code INFREQUENT_ACCESS}; null: {@code STANDARD}
     */
    record CreateLogGroup(
            String logGroup,
            @Nullable String kmsKeyId,
            @Nullable String logGroupClass,
            Map<String, String> tags) implements LogGroupAction {
        public CreateLogGroup {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "logs:CreateLogGroup";
        }

        @Override
        public Deed deed() {
            return new Deed("create", "log group");
        }
    }

    /**
     * Lets a log group forget.
     *
     * @param days after which an event is deleted
     */
    record PutRetentionPolicy(String logGroup, int days) implements LogGroupAction {
        @Override
        public String operation() {
            return "logs:PutRetentionPolicy";
        }

        @Override
        public Deed deed() {
            return new Deed("set", "log retention");
        }
    }

    /** Lets a log group keep everything for ever. */
    record DeleteRetentionPolicy(String logGroup) implements LogGroupAction {
        @Override
        public String operation() {
            return "logs:DeleteRetentionPolicy";
        }

        @Override
        public Deed deed() {
            return new Deed("remove", "log retention");
        }
    }

    /**
     * Encrypts what comes into a log group from now on.
     *
     * @param kmsKeyId ARN of the key
     */
    record AssociateKmsKey(String logGroup, String kmsKeyId) implements LogGroupAction {
        @Override
        public String operation() {
            return "logs:AssociateKmsKey";
        }

        @Override
        public Deed deed() {
            return new Deed("set", "log key");
        }
    }

    /** Encrypts what comes into a log group from now on with the service's own key again. */
    record DisassociateKmsKey(String logGroup) implements LogGroupAction {
        @Override
        public String operation() {
            return "logs:DisassociateKmsKey";
        }

        @Override
        public Deed deed() {
            return new Deed("remove", "log key");
        }
    }

    /**
     * Adds tags to a log group, or changes their values.
     *
     * @param arn its ARN, without {@code :*} at the end
     * @param tags those that are missing or differ
     */
    record TagLogGroup(String logGroup, String arn, Map<String, String> tags) implements LogGroupAction {
        public TagLogGroup {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "logs:TagResource";
        }

        @Override
        public Deed deed() {
            return new Deed("tag", "log group");
        }
    }
}
