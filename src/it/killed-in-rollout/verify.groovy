def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')
def first = log.substring(0, log.lastIndexOf('Scanning for projects'))
def second = log.substring(log.lastIndexOf('Scanning for projects'))
def following = /following (arn:aws:ecs:\S+:service-deployment\/\S+)/

assert new File(basedir, 'killed').exists()
assert runs.size() == 2
assert runs[0].writes == ['RegisterTaskDefinition', 'CreateService']
assert !first.contains('BUILD'): 'the first run had no time to say how it ended'
assert runs[1].writes == []
assert runs[1].ecsReads.count('DescribeServiceDeployments') >= 2: 'the rollout is followed'
assert (second =~ following)[0][1] == (first =~ following)[0][1]: 'the same deployment'
assert second.contains('SUCCESSFUL, new 1/1 running')
assert second.contains('BUILD SUCCESS')
return true
