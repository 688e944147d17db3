def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')

assert runs.size() == 1
assert runs[0].writes == ['RegisterTaskDefinition', 'CreateService']
assert runs[0].sessions == 2: 'one session to read, one to write'
assert runs[0].calls.last() in ['DescribeServiceDeployments', 'DescribeServices']: 'the rollout is followed'
assert log.contains('[INFO] Plan: register 1 revision, create 1 service, 1 deployment.')
assert log.contains('SUCCESSFUL, new 1/1 running')
// Maven 4 puts a mark before what goals print past its log.
assert log.readLines().count { it - '[INFO] [stdout] ' == 'new-service: deployed, writes=2' } == 1
return true
