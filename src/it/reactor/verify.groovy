def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def web = received(new File(basedir, 'web'))
def worker = received(new File(basedir, 'worker'))
def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects')

assert web*.writes*.size() == [2, 0, 0, 2]
assert worker*.writes*.size() == [2, 0, 0]
assert logs[1].readLines().containsAll(['web: deployed, writes=2', 'worker: deployed, writes=2'])
assert logs[1].contains('skipped, because a POM module without src/main/ecs deploys nothing')
assert new File(basedir, 'quiet.log').readLines('UTF-8') ==
        ['reactor', 'web', 'worker'].collect { it + ': no changes, writes=0' }: 'the reports, which were asked for, and no more'
return true
