"""The face on the screen: three places, Read, Compose and Preview, in front of one desk.

`run` opens it on a terminal and `served` in a browser; `app` holds the places, a folder each, and `place` is what
they have in common. `widgets` and `dialogs` are what they are made of, `actions` all that a key can do, `jobs` the work
beside the screen.
"""
