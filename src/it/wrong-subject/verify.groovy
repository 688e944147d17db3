def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')

// A role that was just made is denied for seconds too, so it is asked for three times.
assert runs*.calls == [['AssumeRoleWithWebIdentity'] * 3]
assert runs[0].refused == ['AssumeRoleWithWebIdentity'] * 3
assert log.count('STS does not let this job assume the role arn:aws:iam::000000000000:role/deployer.') == 1
assert log.contains('Let the trust policy of the role allow sub "repo:example/shop:ref:refs/heads/feature"')
assert log.contains('"oidc.ecs-local.invalid:sub"'): 'the statement to add'
assert !(log =~ /(?m)^(\[ERROR] )?\s+at [\w.]+\(/): 'no stack trace'
return true
