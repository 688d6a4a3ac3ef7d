from tests.conftest import *
from components.encryption_key import EncryptionKey
def test_x(world):
    g=world.run(lambda: EncryptionKey("data", None, world.within("first")))
    for n in g: print(n.type, n.inputs, n.state)
    print(findings(g)); pass
