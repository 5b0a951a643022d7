"""The face on the screen: three places, Read, Compose and Preview, in front of one desk."""
