package io.github.ecsmaven.deployer.lookup;

/**
 * Where is looked.
 *
 * @param id 12 digits
 * @param region the AWS Region
 */
record Account(String id, String region) {
    /** {@code account 111122223333, Region eu-west-1}. */
    @Override
    public String toString() {
        return "account " + id + ", Region " + region;
    }
}
