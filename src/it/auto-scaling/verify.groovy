def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')
def second = log.substring(log.lastIndexOf('Scanning for projects'))

assert runs.size() == 2
assert runs[0].writes == ['CreateLogGroup', 'PutRetentionPolicy', 'RegisterTaskDefinition', 'CreateService',
                          'RegisterScalableTarget', 'PutScalingPolicy', 'PutScheduledAction']
assert runs[1].writes == []
assert runs[1].ecsReads.size() <= 3
assert runs[1].calls.findAll { it.startsWith('DescribeScal') || it == 'DescribeScheduledActions' }.size() == 3
assert runs[1].calls.count { it == 'DescribeLogGroups' } == 1
assert runs[1].sessions == 1: 'no session to write with is asked for'
assert second.contains('auto-scaling: no changes, writes=0')
assert second =~ /unmanaged, kept: desiredCount 2 \(auto scaling 2.+6\)/
return true
