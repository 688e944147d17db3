def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def example = new File(basedir, 'examples/shared-parent')
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')
def lastLine = { String log, String name -> log.readLines().findAll { it.startsWith(name + ': ') } }

// Five lines say what is different; everything else comes from the artifact that the parent POM names.
for (name in ['checkout', 'stock']) {
    def lines = new File(example, "$name/src/main/ecs/${name}.yaml").readLines().findAll { !it.isBlank() }
    assert lines.size() <= 5: name
}

assert logs[1].contains('skipped, because a POM module without src/main/ecs deploys nothing')
assert received(new File(example, 'checkout'))*.writes == [
        ['RegisterTaskDefinition', 'CreateService'],
        ['RegisterTaskDefinition', 'CreateService'],
        [],
]
assert received(new File(example, 'stock'))*.writes == [['RegisterTaskDefinition', 'CreateService']]
assert lastLine(logs[2], 'checkout') == ['checkout: deployed, writes=2']
assert logs[2].contains('service checkout in cluster staging')
assert logs[2] =~ /\+ cpu    "512"/
assert logs[2] =~ /\+ desiredCount    1/
assert logs[3] =~ /environment\[LOG_LEVEL]    debug/
assert logs[4].contains('service checkout in cluster production')
assert logs[4] =~ /\+ desiredCount    3/
assert lastLine(logs[5], 'checkout') == ['checkout: no changes, writes=0']

def effective = new File(example, 'checkout/target/effective.yaml').getText('UTF-8')
assert effective =~ /(?m)^cluster: production # com\.example\.platform:ecs-baseline:1\.0\.0!fargate\.yaml:5$/
assert effective =~ /(?m)^  cpu: ["']512["'] # src\/main\/ecs\/checkout\.yaml:3$/
assert effective =~ /(?m)^  desiredCount: 3 # src\/main\/ecs\/environments\/production\/checkout\.yaml:2$/
assert logs[7].contains('The environment `test` is not declared')
return true
