def received = evaluate(new File(basedir.parentFile, 'setup-parent/received.groovy'))
def runs = received(basedir)
def log = new File(basedir, 'build.log').getText('UTF-8')

// A role or trust policy that was changed seconds ago is denied too: STS is asked twice more, and the log says so.
assert runs*.calls == [['AssumeRoleWithWebIdentity'] * 3]
assert runs[0].refused == ['AssumeRoleWithWebIdentity'] * 3
assert log.count('STS does not let this job assume the role arn:aws:iam::000000000000:role/deployer.') == 1
assert log.contains('Let the trust policy of the role allow sub "repo:example/shop:ref:refs/heads/feature"')
assert log.contains('"oidc.ecs-local.invalid:sub"'): 'the statement to add'
assert !(log =~ /(?m)^(\[ERROR] )?\s+at [\w.]+\(/): 'no stack trace'
return true
